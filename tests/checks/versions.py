"""Versions to check, made of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow.checks import _seen
from l10n_flow.glossary import load
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.model import Metadata, Role, State, Unit
from l10n_flow.passages import Version
from l10n_flow.reviewing import questions
from l10n_flow.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from l10n_flow.model import Finding
    from l10n_flow.passages import Passage
    from l10n_flow.reviewing.questions import Asked


def glossary(toml: str) -> Glossary:
    """The glossary of a file's text."""
    found = load.parse(toml.encode(), "glossary/desk.toml")
    assert found.errors == ()
    return Glossary(found.concepts)


def version(glossary: Glossary, texts: Mapping[str, Sequence[str]], comment: str = "") -> Version:
    """An article in the last of one or two languages, each with its texts: those of the source come first."""
    (lang, sources), *rest = texts.items()
    target, targets = rest[0] if rest else (lang, sources)
    units = [Unit(source, text, comment=comment) for source, text in zip(sources, targets, strict=True)]
    roles = [(unit, Role.PARAGRAPH) for unit in units]
    return Version("2025/article", Metadata(), target, lang if rest else None, glossary, tuple(roles))


def said(check_id: str, version: Version) -> list[Finding]:
    """What a check says of a version, with the texts."""
    states = {state: {one.id: one for one in questions.looking_at(state, fuzzy=True)} for state in State}
    asked = [(passage, states[passage.unit.state].get(check_id)) for passage in version.passages]
    found = [(p, one) for p, check in asked if check and _is_asked(check, p) for one in check.check.check(p)]
    return [replace(one, source=passage.source or "", target=passage.target) for passage, one in found]


def _is_asked(check: Asked, passage: Passage) -> bool:
    """Whether a check may have something to say of a text, by all that it tells of itself."""
    version, number = passage.version, passage.number
    among = check.among(version)
    return (
        check.applies(version) and (among is None or number in among) and check.concerns(*_seen.marks(version)[number])
    )
