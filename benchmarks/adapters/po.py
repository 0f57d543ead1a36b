"""JSON lines in, JSON lines out: the PO reader and writer of l10n-flow for scoring programs.

In: `{"id", "op": "load", "path"}` or `{"id", "op": "rewrite", "path", "out"}`; out: `{"id", "entries"}`,
`{"id", "ok": true}` or `{"id", "error"}`. With `--format`, a rewrite formats every entry anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n_flow.catalogs import catalog
from l10n_flow.errors import FlowError
from l10n_flow.values import replace

if TYPE_CHECKING:
    from l10n_flow.model import Catalog, Unit


def entry(unit: Unit) -> dict[str, Any]:
    """The unit as the scoring programs name its parts; empty parts left out."""
    parts = {
        "msgid": unit.source,
        "msgstr": list(unit.targets) if unit.plural_source is not None else unit.target,
        "msgctxt": unit.context,
        "msgid_plural": unit.plural_source,
        "fuzzy": unit.fuzzy or None,
        "obsolete": unit.obsolete or None,
        "previous_msgid": unit.previous_source,
    }
    return {name: value for name, value in parts.items() if value is not None}


def anew(loaded: Catalog) -> Catalog:
    """The catalog with every entry to be formatted."""
    return replace(loaded, units=tuple(replace(unit, raw=None) for unit in loaded.units), header_raw=None)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the request asks for."""
    path = request["path"]
    try:
        loaded = catalog.load(Path(path).read_bytes(), path, foreign=True)
    except FlowError as error:
        return {"error": f"line {error.line}: {error.message}"}
    if request["op"] == "rewrite":
        Path(request["out"]).write_bytes(catalog.dump(anew(loaded) if "--format" in sys.argv else loaded))
        return {"ok": True}
    return {"entries": [entry(unit) for unit in loaded.units]}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], **answer(asked)}))
