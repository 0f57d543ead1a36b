"""JUnit's XML, read by a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from lxml import etree

from l10n_flow.cli.reports import junit
from l10n_flow.errors import CatalogError
from l10n_flow.model import Finding, Severity
from tests.cli.reports.hostile import anything, checked, whole

if TYPE_CHECKING:
    from l10n_flow.cli.formats import Checked


def test_a_case_for_each_language_and_check() -> None:
    wrong = Finding(
        "no “bridge”", "write “мост”", severity=Severity.ERROR, check="terms", lang="ru", path="ru.po", line=3
    )
    noted = Finding("hm", severity=Severity.INFO, check="terms", lang="tg", path="tg.po")
    root = etree.fromstring(whole(junit, checked([wrong, wrong, noted], (CatalogError("torn", path="x.po"),))).encode())
    assert [root.get(name) for name in ("name", "tests", "failures", "errors")] == ["l10n-flow", "5", "1", "1"]
    (suite,) = root.findall("testsuite")
    assert suite.get("name") == "2025/x"
    failed = suite.find("testcase[failure]")
    assert failed is not None
    assert (failed.get("classname"), failed.get("name"), failed.get("file")) == ("2025/x.ru", "terms", "ru.po")
    assert failed[0].get("message") == "2 findings: no “bridge”"
    assert str(failed[0].text).splitlines()[0] == "ru.po:3: error: no “bridge” [terms]"
    assert [case.get("classname") for case in suite.findall("testcase[system-out]")] == ["2025/x.tg"]
    assert [case.get("name") for case in suite.findall("testcase[error]")] == ["x.po"]


@given(anything)
def test_it_is_well_formed_whatever_the_texts_are(it: Checked) -> None:
    root = etree.fromstring(whole(junit, it).encode())
    cases = list(root.iter("testcase"))
    assert len(cases) == int(root.get("tests", "")) == 2 * 2 + len(it.errors)
    failing = {(one.lang, one.check) for one in it.findings if one.severity in ("error", "warning")}
    assert len(list(root.iter("failure"))) == int(root.get("failures", "")) == len(failing)
    assert {element.tag for element in root.iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "error", "system-out")
    }
