"""For code scanning: SARIF 2.1.0 (OASIS), which GitHub, GitLab and editors read.

Section numbers are those of the standard.
"""

from __future__ import annotations

import inspect
import re
import urllib.parse
from typing import TYPE_CHECKING

from ... import plugins, workflow
from ...reviewing import fixes
from .. import formats, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...errors import FlowError
    from ...model import Finding, Severity
    from ...project import SourceFile
    from ..formats import Checked
    from ..options import Chosen

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def pieces(checked: Checked) -> Iterator[str]:
    """One SARIF log with one run."""
    manual = _manual(checked.checks)
    run = {
        "tool": {
            "driver": {"name": "l10n-flow", "version": _version(), "rules": [_rule(*one) for one in manual.items()]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(checked)],
        "results": _results(checked),
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": iter((run,))}
    yield from render.in_json(log)
    yield "\n"


def _manual(checks: tuple[str, ...]) -> dict[str, tuple[Severity, str]]:
    """Of checks: how bad what they find is by default, and their manual pages."""
    modules = {one: plugins.check(one) for one in checks}
    return {one: (check.SEVERITY, inspect.cleandoc(check.__doc__ or "")) for one, check in modules.items()}


def _version() -> str:
    import importlib.metadata

    return importlib.metadata.version("l10n-flow")


def _rule(check: str, about: tuple[Severity, str]) -> dict[str, object]:
    """A check as a rule (3.49): its manual page is the help."""
    severity, page = about
    first, _, rest = page.partition("\n")
    return {
        "id": check,
        "shortDescription": _message(first),
        "fullDescription": _message(" ".join(rest.partition("\n\nWrong:")[0].split()) or first),
        "help": _message(page),
        "defaultConfiguration": {"level": _LEVELS[str(severity)]},
        "properties": {"tags": ["translation"]},
    }


def _invocation(checked: Checked) -> dict[str, object]:
    """How it went (3.20): files that could not be looked at are notifications."""
    return {
        "executionSuccessful": not checked.errors,
        "toolExecutionNotifications": [_notification(error) for error in checked.errors],
    }


def _notification(error: FlowError) -> dict[str, object]:
    message = _message(". ".join(filter(None, [error.message, error.hint])))
    locations = [_location(error.path, error.line)] if error.path else []
    return {"level": "error", "message": message, "locations": locations}


def _results(checked: Checked) -> Iterator[dict[str, object]]:
    """What was found, article by article."""
    numbers = {check: i for i, check in enumerate(checked.checks)}
    files = {file.id: file for file in checked.chosen.files}
    for article in checked.inspected():
        found = article.findings
        repairs = _repairs(checked.chosen, files.get(article.article), found)
        for at, (one, fingerprint) in enumerate(zip(found, formats.fingerprints(found), strict=True)):
            fixed = {"fixes": [repairs[at]]} if at in repairs else {}
            yield _result(one, numbers[one.check], fingerprint) | fixed | {"properties": _properties(one)}


def _result(one: Finding, number: int, fingerprint: str) -> dict[str, object]:
    """A finding (3.27)."""
    logical = {"name": one.article, "fullyQualifiedName": f"{one.article}/{one.lang}"}
    return {
        "ruleId": one.check,
        "ruleIndex": number,
        "level": _LEVELS[str(one.severity)],
        "message": _message(". ".join(filter(None, [one.message, one.hint]))),
        "locations": [{**_location(one.path, one.line), "logicalLocations": [logical]}],
        "partialFingerprints": {"l10nFlowFinding/v1": fingerprint},
    }


def _repairs(chosen: Chosen, file: SourceFile | None, found: Sequence[Finding]) -> dict[int, dict[str, object]]:
    """For the findings that can be mended without a person, by their number, what `--fix` would do (3.55)."""
    mendable = {at: one for at, one in enumerate(found) if fixes.is_safe(one)} if file else {}
    units = {
        (sheet.lang, unit.key): unit
        for sheet in (workflow.sheets(chosen.project, [file], chosen.langs) if file and mendable else ())
        for unit, _ in sheet.units
        if sheet.source_lang is not None
    }
    repairs: dict[int, dict[str, object]] = {}
    for at, one in mendable.items():
        unit = units.get((one.lang, (one.context, one.source)))
        lines = fixes.replacement(unit, fixes.fixed(one) or "") if unit else None
        if lines:
            replaced = {
                "deletedRegion": {
                    "startLine": lines.first,
                    "startColumn": 1,
                    "endLine": lines.last,
                    "endColumn": lines.width + 1,
                },
                "insertedContent": {"text": lines.text},
            }
            change = {"artifactLocation": _artifact(one.path), "replacements": [replaced]}
            repairs[at] = {"description": _message(one.hint or one.message), "artifactChanges": [change]}
    return repairs


def _location(path: str, line: int | None) -> dict[str, object]:
    region = {"region": {"startLine": line}} if line else {}
    return {"physicalLocation": {"artifactLocation": _artifact(path), **region}}


def _artifact(path: str) -> dict[str, str]:
    """A file: a URI from the newsroom's folder (3.4)."""
    return {"uri": urllib.parse.quote(formats.without_surrogates(path)), "uriBaseId": "%SRCROOT%"}


def _message(said: str) -> dict[str, str]:
    """A text with no placeholder (3.11.5) and no link (3.11.6) in it, whatever it says."""
    said = render.safe(said).replace("{", "{{").replace("}", "}}")
    return {"text": re.sub(r"[\[\]]", r"\\\g<0>", said) if "](" in said else said}


def _properties(one: Finding) -> dict[str, object]:
    """What has no place of its own in SARIF."""
    return {
        "article": one.article,
        "lang": one.lang,
        "context": one.context,
        "source": one.source,
        "target": one.target,
        "sourceSpans": one.source_spans,
        "targetSpans": one.target_spans,
        "subject": one.subject,
        "fuzzy": one.fuzzy,
    }
