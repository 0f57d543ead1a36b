"""`l10n-flow glossary impact`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import findings as shown
from .. import options, render
from ..output import Call, Report, gather
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...model import Finding
    from ...terms.impact import Impact


@options.command(data=True)
@options.articles
@options.languages
@click.option(
    "--since", metavar="REVISION", default="HEAD", show_default=True, help="Compare with the glossary as git has it."
)
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...], since: str) -> Report:
    """Show which texts a changed glossary makes wrong.

    Best before the change is committed. What the checks say with the glossary of --since is compared with what they say
    now; what was wrong before is not repeated. Texts that become right are told as well. Exit code 1 says that there
    are new errors or warnings.

    \b
    Examples:
      l10n-flow glossary impact
      l10n-flow glossary impact --since main~5 --lang tg
      l10n-flow glossary impact 2025/remittances --json

    \b
    --json: {"since", "wrong": [findings], "right": [findings], "errors"}, findings as in check
    """
    from ...terms import impact

    chosen = options.choose(call, articles, langs)
    _concepts.load(call)
    before = impact.at_revision(chosen.project, since)
    results = gather(impact.impact(chosen.project, chosen.files, chosen.langs, before), "Checking", len(chosen.files))
    wrong = [finding for one in results for finding in one.wrong]
    right = [finding for one in results for finding in one.right]
    return Report(
        lines=_lines(wrong, right, results, since),
        document=lambda: {
            "since": since,
            "wrong": [shown.as_data(finding) for finding in wrong],
            "right": [shown.as_data(finding) for finding in right],
        },
        errors=(*chosen.errors, *(error for one in results for error in one.errors)),
        incomplete=any(finding.severity in ("error", "warning") for finding in wrong),
    )


def _lines(wrong: Sequence[Finding], right: Sequence[Finding], results: Sequence[Impact], since: str) -> Iterator[str]:
    for heading, found, colour in (("become wrong", wrong, "red"), ("become right", right, "green")):
        if found:
            yield click.style(f"{heading}:", fg=colour)
            for finding in found:
                yield f"  {shown.line(finding)}"
                if finding.hint and found is wrong:
                    yield click.style(f"    {render.safe(finding.hint)}", fg="cyan")
    if wrong or right:
        articles = render.count(sum(bool(one.wrong or one.right) for one in results), "article")
        findings = f"{render.count(len(wrong), 'finding')} more, {len(right)} less"
        yield f"since {render.safe(since)}: {findings}, in {articles}"
    else:
        yield f"since {render.safe(since)} no text becomes wrong or right"
