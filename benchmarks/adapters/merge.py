"""JSON lines in, JSON lines out: l10n-flow's sync and merge on catalogs of any project, for scoring programs.

In: `{"id", "op": "sync", "lang", "old_po", "new_pot"}`; out: `{"id", "po"}` or `{"id", "error"}`.
In: `{"id", "op": "merge3", "lang", "base", "ours", "theirs"}`; out: `{"id", "po", "conflicts": [{"msgctxt", "msgid"}]}`
or `{"id", "error"}`. An empty base is no catalog, as git has it for a file that both sides added.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from l10n_flow.catalogs import catalog
from l10n_flow.errors import FlowError
from l10n_flow.languages.registry import get
from l10n_flow.merging.merge import merge
from l10n_flow.model import Catalog
from l10n_flow.syncing.sync import update
from l10n_flow.values import replace

NOW = "2025-01-01 00:00+0000"


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The result, or what is wrong with the catalogs."""
    try:
        return merged(request) if request["op"] == "merge3" else synced(request)
    except FlowError as error:
        return {"error": str(error)}


def merged(request: dict[str, Any]) -> dict[str, Any]:
    """The work of both sides."""
    base = catalog.load(request["base"].encode(), "base") if request["base"] else Catalog()
    ours, theirs = (catalog.load(request[side].encode(), side) for side in ("ours", "theirs"))
    result = merge(base, ours, theirs)
    conflicts = [{"msgctxt": conflict.unit.context, "msgid": conflict.unit.source} for conflict in result.conflicts]
    return {"po": catalog.dump(result.catalog).decode(), "conflicts": conflicts}


def synced(request: dict[str, Any]) -> dict[str, Any]:
    """The old catalog, in step with the template."""
    old = catalog.load(request["old_po"].encode(), "old", foreign=True)
    template = catalog.load(request["new_pot"].encode(), "new", foreign=True)
    source = get("en")
    po = old.field("Language") or request["lang"] or "en"
    language = replace(source, po=po, plural_forms=old.field("Plural-Forms") or source.plural_forms)
    wanted = [replace(unit, raw=None, target="") for unit in template.units if not unit.obsolete]
    result = update(wanted, old, language=language, source_language=source, now=NOW)
    return {"po": catalog.dump(result.catalog).decode()}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], **answer(asked)}))
