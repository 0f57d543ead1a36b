"""Drafts to check, made of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow import plugins
from l10n_flow.glossary import load
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.model import Metadata, Role, State, Unit
from l10n_flow.passages import Draft
from l10n_flow.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from l10n_flow.model import Finding


def glossary(toml: str) -> Glossary:
    """The glossary of a file's text."""
    found = load.parse(toml.encode(), "glossary/desk.toml")
    assert found.errors == ()
    return Glossary(found.concepts)


def draft(glossary: Glossary, texts: Mapping[str, Sequence[str]], comment: str = "") -> Draft:
    """An article: language -> its texts; the first is the source's, and the second, if there is one, the draft's."""
    (lang, sources), *rest = texts.items()
    target, targets = rest[0] if rest else (lang, sources)
    units = [Unit(source, text, comment=comment) for source, text in zip(sources, targets, strict=True)]
    roles = [(unit, Role.PARAGRAPH) for unit in units]
    return Draft("2025/article", Metadata(), target, lang if rest else None, glossary, tuple(roles))


def said(check_id: str, draft: Draft) -> list[Finding]:
    """What a check says of a draft, with the texts."""
    states = {state: {one.id: one for one in plugins.looking_at(state, fuzzy=True)} for state in State}
    asked = [(passage, states[passage.unit.state].get(check_id)) for passage in draft.passages]
    found = [(passage, one) for passage, check in asked if check for one in check.about(passage)]
    return [replace(one, source=passage.source or "", target=passage.target) for passage, one in found]
