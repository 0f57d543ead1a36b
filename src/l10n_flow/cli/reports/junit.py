"""For CI servers: JUnit's XML, with a suite for each article and a test case for each language and check.

A case fails if there is an error or a warning; what is only noted goes into its output. Without times and host
names, so that the same findings give the same file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import click

from .. import findings as shown
from .. import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...errors import FlowError
    from ...model import Finding
    from ...workflow import Inspected
    from ..formats import Checked

_KINDS = ("tests", "failures", "errors")
_ILLEGAL = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (its Char), and what would steer a terminal."""


def pieces(checked: Checked) -> Iterator[str]:
    """One XML document, suite by suite. How much there is in all of them stands at its head, so all are made twice."""
    totals: Counter[str] = Counter()
    for suite in _suites(checked):
        totals.update({kind: int(suite.get(kind, "0")) for kind in _KINDS})
    root = ElementTree.Element("testsuites", {"name": "l10n-flow", **{kind: str(totals[kind]) for kind in _KINDS}})
    head = ElementTree.tostring(root, encoding="unicode").removesuffix(" />")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
    begun = False
    for suite in _suites(checked):
        ElementTree.indent(suite, level=1)
        yield f"{'' if begun else '>'}\n  {ElementTree.tostring(suite, encoding='unicode')}"
        begun = True
    yield "\n</testsuites>\n" if begun else " />\n"


def _suites(checked: Checked) -> Iterator[ElementTree.Element]:
    for one in checked.inspected():
        yield _suite(one, checked.checks)
    told = {str(error) for error in checked.failed}
    if others := [error for error in checked.errors if str(error) not in told]:
        yield _counted(ElementTree.Element("testsuite", name="files"), [_broken("files", e) for e in others])


def _suite(result: Inspected, checks: Iterable[str]) -> ElementTree.Element:
    langs = dict.fromkeys([*result.langs, *(one.lang for one in result.findings)])
    cases = [
        _case(result.article, lang, check, [f for f in result.findings if (f.lang, f.check) == (lang, check)])
        for lang in langs
        for check in checks
    ]
    cases += [_broken(result.article, error) for error in {str(one): one for one in result.errors}.values()]
    return _counted(ElementTree.Element("testsuite", name=_legal(result.article)), cases)


def _counted(suite: ElementTree.Element, cases: list[ElementTree.Element]) -> ElementTree.Element:
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for kind, tag in (("failures", "failure"), ("errors", "error")):
        suite.set(kind, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _case(article: str, lang: str, check: str, findings: list[Finding]) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=_legal(f"{article}.{lang}"), name=check)
    grave = [one for one in findings if one.severity in ("error", "warning")]
    if findings:
        case.set("file", _legal(findings[0].path))
    if grave:
        said = grave[0].message if len(grave) == 1 else f"{render.count(len(grave), 'finding')}: {grave[0].message}"
        failure = ElementTree.SubElement(case, "failure", type=str(grave[0].severity), message=_legal(said))
        failure.text = _told(grave)
    if noted := [one for one in findings if one not in grave]:
        ElementTree.SubElement(case, "system-out").text = _told(noted)
    return case


def _told(findings: Iterable[Finding]) -> str:
    return _legal("\n".join(click.unstyle(line) for one in findings for line in shown.about(one)))


def _broken(article: str, error: FlowError) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=_legal(article), name=_legal(error.path or "l10n-flow"))
    ElementTree.SubElement(case, "error", type=type(error).__name__, message=_legal(error.message)).text = _legal(
        str(error)
    )
    return case


def _legal(text: str) -> str:
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
