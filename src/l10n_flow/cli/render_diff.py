"""How the difference of two catalogs looks: marks and colours in text, `ins` and `del` in a page. Pure."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

import click

from ..merging.diff import Kind, Mark, Span
from .render import count, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..merging.diff import Difference, UnitDiff

_MARKS = {Mark.REMOVED: ("[-", "-]", "red"), Mark.ADDED: ("{+", "+}", "green")}
_ELEMENTS = {Mark.REMOVED: "del", Mark.ADDED: "ins"}

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }}
section {{ border-top: 1px solid; padding: .5rem 0 }}
h1 {{ font-size: 1.25rem; overflow-wrap: anywhere }}
h2 {{ font-size: 1rem; margin: 0 }}
p {{ margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere }}
del {{ color: light-dark(#9c0000, #ff9d9d) }}
ins {{ color: light-dark(#005f1f, #8fe3a4) }}
.source {{ opacity: .85 }}
.remark {{ font-size: .875rem; font-family: monospace }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{summary}</p>
{header}{sections}</body>
</html>
"""


def as_text(difference: Difference, old: str, new: str) -> str:
    """For a terminal; marks say it where there are no colours. Empty if nothing differs."""
    if not difference.units and not difference.header:
        return ""
    return "\n".join(_lines(difference, old, new)) + "\n"


def as_html(difference: Difference, title: str, language: str) -> str:
    """A page of its own.

    Args:
        difference: to show.
        title: of the page.
        language: of the translations, as the PO header has it (`uz@cyrillic`, `ru_RU`).
    """
    return _PAGE.format(
        title=escape(safe(title)),
        summary=escape(_summary(difference)),
        header="".join(
            f'<p class="remark">{escape(safe(name))}: {_html(spans)}</p>\n' for name, spans in _header(difference)
        ),
        sections="".join(_section(unit, _lang(language)) for unit in difference.units),
    )


def _lines(difference: Difference, old: str, new: str) -> Iterator[str]:
    yield click.style(f"{safe(old)} -> {safe(new)}: {_summary(difference)}", bold=True)
    for name, spans in _header(difference):
        yield f"  {safe(name)}: {''.join(map(_marked, spans))}"
    for diff in difference.units:
        yield ""
        yield click.style(_head(diff), fg="cyan")
        yield from _paragraph("  source       ", diff.source)
        for target in diff.targets:
            yield from _paragraph("  translation  ", target)
        for span in diff.remarks:
            yield f"  comment      {_marked(span)}"


def _header(difference: Difference) -> Iterator[tuple[str, list[Span]]]:
    """The fields of the header that differ: name, what was there and what is."""
    for name, before, after in difference.header:
        spans = [Span(Mark.REMOVED, before), Span(Mark.ADDED, after)]
        yield name, [span for span in spans if span.text]


def _paragraph(label: str, spans: Iterable[Span]) -> Iterator[str]:
    """A text with its line breaks; none if there is no text."""
    text = "".join(map(_marked, spans))
    lead = label
    for line in text.split("\n") if text else ():
        yield lead + line
        lead = " " * len(label)


def _marked(span: Span) -> str:
    text = "\n".join(safe(line) for line in span.text.split("\n"))
    if span.mark is Mark.SAME:
        return text
    before, after, colour = _MARKS[span.mark]
    return "\n".join(click.style(f"{before}{line}{after}", fg=colour) for line in text.split("\n"))


def _head(diff: UnitDiff) -> str:
    unit = diff.unit
    state = " (fuzzy)" if unit.fuzzy and diff.kind not in {Kind.FUZZY, Kind.CONFIRMED} else ""
    context = f", {safe(unit.context)}" if unit.context else ""
    return f"{diff.kind}{context}{state}"


def _summary(difference: Difference) -> str:
    """`3 units: 2 translated, 1 added`."""
    kinds = Counter(diff.kind for diff in difference.units)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    return f"{count(len(difference.units), 'unit')}{': ' if parts else ''}{parts}"


def _section(diff: UnitDiff, lang: str) -> str:
    attribute = f' lang="{escape(lang)}"' if lang else ""
    parts = [f"<h2>{escape(_head(diff))}</h2>"]
    parts.append(f'<p class="source" dir="auto">{_html(diff.source)}</p>')
    parts += [f'<p{attribute} dir="auto">{_html(target)}</p>' for target in diff.targets if target]
    parts += [f'<p class="remark">{_html([span])}</p>' for span in diff.remarks]
    return "<section>\n" + "\n".join(parts) + "\n</section>\n"


def _html(spans: Iterable[Span]) -> str:
    texts = ((_ELEMENTS.get(span.mark), escape(safe(span.text))) for span in spans)
    return "".join(f"<{name}>{text}</{name}>" if name else text for name, text in texts)


def _lang(po: str) -> str:
    """A PO header's language as BCP 47."""
    name, _, script = po.partition("@")
    scripts = {"cyrillic": "-Cyrl", "latin": "-Latn"}
    return name.replace("_", "-") + scripts.get(script, "")
