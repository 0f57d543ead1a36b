"""Sentence borders over JSON lines: `{"id", "lang", "text"}` in, `{"id", "segments"}` out, one line for one line."""

from __future__ import annotations

import json
import sys

from l10n_flow.languages import registry
from l10n_flow.text.segmentation import split


def main() -> None:
    for line in sys.stdin:
        case = json.loads(line)
        reply = {"id": case["id"], "segments": split(case["text"], registry.get(case["lang"]))}
        print(json.dumps(reply, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
