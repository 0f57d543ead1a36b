"""How many words of a list of Uzbek pairs come out right in each direction.

    python benchmarks/adapters/translit.py PAIRS.tsv [--misses]

The list has a header and the tab-separated columns latin, cyrillic, source (the class that figures are given for).
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from l10n_flow.languages.uz_script import to_cyrillic, to_latin


def main() -> None:
    """Print one line per class and direction: right, all, share; with `--misses` also what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the pairs that came out differently")
    arguments = parser.parse_args()
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    with arguments.pairs.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        latin, cyrillic = row["latin"], row["cyrillic"]
        for direction, given, expected, got in (
            ("to_cyrillic", latin, cyrillic, to_cyrillic(latin)),
            ("to_latin", cyrillic, latin, to_latin(cyrillic)),
        ):
            for group in (row["source"], "all"):
                total[direction, group] += 1
                right[direction, group] += got == expected
            if arguments.misses and got != expected:
                print(f"{direction}\t{given}\t{got}\texpected {expected}\t{row['source']}")
    for (direction, group), count in sorted(total.items()):
        print(f"{direction}\t{group}\t{right[direction, group]}/{count}\t{right[direction, group] / count:.1%}")


if __name__ == "__main__":
    main()
