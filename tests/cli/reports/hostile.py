"""What nobody wrote with good intentions, in every place where a report shows somebody's text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from l10n_flow.cli.formats import Checked, Format
from l10n_flow.cli.options import Chosen
from l10n_flow.desk.results import Inspected
from l10n_flow.errors import CatalogError
from l10n_flow.model import Finding, Severity
from l10n_flow.project import Project
from l10n_flow.settings.file import parse

EVIL = (
    "\n::error file=x::owned",
    "\r\n::set-output name=a::b",
    "##[add-mask]x",
    "%0A::warning::x",
    "a:b,c=d",
    "</testcase><testcase name='x'/>",
    "]]>",
    "<!--",
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "&amp;&lt;&#0;",
    "{{ 7 * 7 }}{% raw %}",
    "{0}",
    "[here](1)",
    "\x1b[2J\x00\x08\x7f\x9b",
    "\u202eevil\u2066\u2028\u2029\x85",
    "\ufffe\uffff\ud800\udfff",
    "\u200b\u00ad\ufeff",
    "\U0001f600 e\u0301",
)

texts = st.one_of(
    st.sampled_from(EVIL),
    st.text(st.characters(), max_size=12),
    st.lists(st.one_of(st.sampled_from(EVIL), st.sampled_from("ab ё<>&\"'%:,\n")), max_size=5).map("".join),
)
"""Any text, surrogates and all, and mostly a nasty one."""

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: (min(ends), max(ends))), max_size=3)

findings = st.builds(
    Finding,
    message=texts,
    hint=texts,
    source_spans=spans.map(tuple),
    target_spans=spans.map(tuple),
    subject=texts,
    severity=st.sampled_from(Severity),
    fix=st.one_of(st.just(()), texts.map(lambda text: (((0, 1), text),))),
    check=st.sampled_from(["terms", "waivers"]),
    article=st.just("2025/x"),
    lang=st.sampled_from(["ru", "tg"]),
    path=st.sampled_from(["locales/ru/2025/x.po", "a b,c:d%.po", "\n::x.po", "<é>.po"]),
    line=st.one_of(st.none(), st.integers(1, 99)),
    context=st.one_of(st.none(), texts),
    source=texts,
    target=texts,
    fuzzy=st.booleans(),
)

errors = st.builds(CatalogError, texts, path=st.one_of(st.none(), texts), line=st.none(), hint=texts)


def whole(kind: Format, it: Checked) -> str:
    """All that a format says."""
    return "".join(kind.pieces(it))


def checked(found: list[Finding], wrong: tuple[CatalogError, ...] = (), root: str = "/nowhere") -> Checked:
    """What was found, as a format gets it."""
    project = Project(Path(root), parse('languages = ["en", "ru", "tg"]', "l10n-flow.toml"))
    result = Inspected("2025/x", tuple(found), wrong, ("ru", "tg"))
    return Checked(Chosen(project, (), ("en", "ru", "tg"), ()), lambda: (result,), ("terms", "waivers"), result.errors)


anything = st.builds(checked, st.lists(findings, max_size=4), st.lists(errors, max_size=2).map(tuple))
