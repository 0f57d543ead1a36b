"""Makes the manual in docs/checks.md of the checks' docstrings. What stands above its mark there is written by hand.

.venv/bin/python -m docs.make_checks
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

from l10n_flow import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("checks.md")
MARK = "<!-- What follows is made by docs/make_checks.py of what each check says of itself. -->"

_CODE = re.compile(r"(`[^`]*`)")
_SIGN = re.compile(r"[\\*_<\[\]|]|^#")


def made(page: str) -> str:
    """The page with the manual as it is now."""
    return page.partition(MARK)[0] + MARK + "\n" + "".join(_manual())


def _manual() -> Iterator[str]:
    pages = {one: inspect.cleandoc(plugins.check(one).__doc__ or "").split("\n\n") for one in plugins.check_ids()}
    yield "\n| check | how bad | |\n|---|---|---|\n"
    for one, (first, *_) in pages.items():
        yield f"| [{one}](#{one}) | {plugins.check(one).SEVERITY} | {_escaped(first)} |\n"
    for one, (first, *parts) in pages.items():
        yield f"\n### {one}\n\n{_escaped(first)}\n"
        for part in parts:
            title, _, text = part.partition(": ")
            yield f"\n**{title}:** {_escaped(text)}\n"


def _escaped(text: str) -> str:
    """A paragraph for Markdown: what is code in the docstring is code here, all else is text."""
    pieces = _CODE.split(" ".join(text.split()))
    return "".join(one if one.startswith("`") else _SIGN.sub(r"\\\g<0>", one) for one in pieces)


def main() -> None:
    """Write the page."""
    PAGE.write_text(made(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
