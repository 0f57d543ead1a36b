"""Makes docs/picture.png: a translator's unit beside the page that it ends up on, both as they are in this repository.

make run && .venv/bin/python -m docs.make_picture
"""

from __future__ import annotations

import html
import re
import tempfile
from pathlib import Path

from PIL import Image
from tests.chromium import screenshot

from l10n_flow import project as projects
from l10n_flow import publications
from l10n_flow.desk import desk

ROOT = Path(__file__).parents[1]
LANG, ARTICLE = "tg", "2025/remittances"
UNITS = ('msgctxt "headline"', "<strong>migrant workers</strong>")
STYLE = """
body { margin: 0; display: grid; grid-template-columns: 560px 1fr; gap: 28px; padding: 28px; background: #e9edf1;
       font: 15px/1.5 "Noto Sans", sans-serif; color: #1b2733 }
h2 { font-size: 15px; font-weight: 600; margin: 0 0 10px; color: #4b5b6b }
pre { background: #fff; border-radius: 8px; padding: 18px 20px; margin: 0; white-space: pre-wrap;
      font: 13.5px/1.6 "Noto Sans Mono", "DejaVu Sans Mono", monospace; box-shadow: 0 1px 4px #0002 }
pre + pre { margin-top: 16px }
pre .c { color: #7a8794 } pre .k { color: #a3223a } pre .t { color: #155a9c }
iframe { width: 100%; height: 770px; border: 0; border-radius: 8px; background: #fff; box-shadow: 0 1px 4px #0002 }
"""


def units() -> list[str]:
    """The entries of the PO file that hold one of `UNITS`, as they stand there."""
    entries = (ROOT / "locales" / LANG / f"{ARTICLE}.po").read_text("utf-8").split("\n\n")
    return [next(entry for entry in entries if mark in entry) for mark in UNITS]


def coloured(entry: str) -> str:
    """A PO entry as HTML."""
    text = html.escape(entry.strip(), quote=False)
    text = re.sub(r"^(#.*)$", r'<span class="c">\1</span>', text, flags=re.MULTILINE)
    text = re.sub(r"^(msg\w+)", r'<span class="k">\1</span>', text, flags=re.MULTILINE)
    return re.sub(r"(&lt;/?[a-z]+\d*/?&gt;)", r'<span class="t">\1</span>', text)


def main() -> None:
    """Compose the two and take the picture."""
    slug = desk.published(projects.find(ROOT), LANG)[ARTICLE].slug
    page = ROOT / "public" / publications.address(LANG, ARTICLE, slug)
    blocks = "".join(f"<pre>{coloured(entry)}</pre>" for entry in units())
    body = (
        f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>"
        f"<div><h2>locales/{LANG}/{ARTICLE}.po</h2>{blocks}</div>"
        f'<div><h2>{page.relative_to(ROOT).as_posix()}</h2><iframe src="{page.as_uri()}"></iframe></div>'
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.html"
        path.write_text(body, "utf-8")
        picture = Path(folder) / "picture.png"
        screenshot(path, picture, width=1360, height=860)
        with Image.open(picture) as image:
            few = image.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(ROOT / "docs" / "picture.png", optimize=True)


if __name__ == "__main__":
    main()
