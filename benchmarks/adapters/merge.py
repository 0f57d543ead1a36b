"""JSON lines in, JSON lines out: l10n-flow's sync on catalogs and templates of any project, for scoring programs.

In: `{"id", "op": "sync", "lang", "old_po", "new_pot"}`; out: `{"id", "po"}` or `{"id", "error"}`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

from l10n_flow import catalog
from l10n_flow.errors import FlowError
from l10n_flow.languages.registry import get
from l10n_flow.sync import update

NOW = "2025-01-01 00:00+0000"


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The old catalog, in step with the template."""
    try:
        old = catalog.load(request["old_po"].encode(), "old", foreign=True)
        template = catalog.load(request["new_pot"].encode(), "new", foreign=True)
        source = get("en")
        po = old.field("Language") or request["lang"] or "en"
        language = replace(source, po=po, plural_forms=old.field("Plural-Forms") or source.plural_forms)
        wanted = [replace(unit, raw=None, target="") for unit in template.units if not unit.obsolete]
        synced = update(wanted, old, language=language, source_language=source, now=NOW)
        return {"po": catalog.dump(synced.catalog).decode()}
    except FlowError as error:
        return {"error": str(error)}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], **answer(asked)}))
