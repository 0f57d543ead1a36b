"""`l10n-flow diff-po`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import options
from ..output import Call, Report

if TYPE_CHECKING:
    from ...merging.diff import Difference, Span, UnitDiff


@options.command(data=True)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
def command(call: Call, old: str, new: str, form: str) -> Report:
    """Show how two PO files differ, unit by unit and word by word.

    What was removed stands in [-...-], what was added in {+...+}; with colours on a terminal. Wrapping, order and
    references make no difference. An empty file, or /dev/null, is a catalog that is not there.

    \b
    Examples:
      l10n-flow diff-po before.po after.po
      l10n-flow diff-po before.po after.po --format html > changes.html
      git difftool --no-prompt --extcmd "l10n-flow diff-po" main -- locales/tg

    \b
    --json: {"header": [{"name", "before", "after"}], "units": [{"kind", "context", "fuzzy",
    "obsolete", "source": [SPAN], "targets": [[SPAN]], "remarks": [SPAN]}], "errors"};
    a SPAN is {"mark", "text"}
    """
    from ...merging.diff import compare
    from ...merging.git import read_version
    from .. import render_diff

    before, after = (read_version(call.directory / path, path, foreign=True) for path in (old, new))
    difference = compare(before, after)
    if form == "html":
        shown = render_diff.as_html(difference, f"{old} – {new}", after.field("Language") or before.field("Language"))
    else:
        shown = render_diff.as_text(difference, old, new)
    return Report(text=shown, document=lambda: _as_data(difference))


def _as_data(difference: Difference) -> dict[str, object]:
    return {
        "header": [{"name": name, "before": old, "after": new} for name, old, new in difference.header],
        "units": [_unit(unit) for unit in difference.units],
    }


def _unit(diff: UnitDiff) -> dict[str, object]:
    return {
        "kind": diff.kind.value,
        "context": diff.unit.context,
        "source": _spans(diff.source),
        "targets": [_spans(target) for target in diff.targets],
        "remarks": _spans(diff.remarks),
        "fuzzy": diff.unit.fuzzy,
        "obsolete": diff.unit.obsolete,
    }


def _spans(spans: tuple[Span, ...]) -> list[dict[str, str]]:
    return [{"mark": span.mark.value, "text": span.text} for span in spans]
