"""Whether a text holds a term, over JSON lines: `{"lang", "term", "text"}` in, `{"match": true}` out, line for line.

A term that is there but misspelt counts as there.
"""

from __future__ import annotations

import functools
import json
import sys

from l10n_flow.glossary.concepts import Term
from l10n_flow.glossary.find import Index


@functools.lru_cache(maxsize=1 << 14)
def index(term: str, lang: str) -> Index:
    """An index of one term."""
    return Index([Term(term, lang, concept="term")], lang)


def main() -> None:
    for line in sys.stdin:
        case = json.loads(line)
        found = index(case["term"], case["lang"]).find(case["text"])
        sys.stdout.write('{"match": true}\n' if found else '{"match": false}\n')


if __name__ == "__main__":
    main()
