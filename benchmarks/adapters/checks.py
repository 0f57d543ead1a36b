"""What the checks say of pairs of texts, over JSON lines.

In: `{"id", "lang", "source_lang", "source", "target", "context"}`; out: `{"id", "issues": [{"check", "id", "severity",
"subject", "message"}]}`, where `check` is a family's name.

Each pair is a paragraph of an article of its own, with a glossary of the terms that it is to keep (`keep_terms` of its
context), if there are any. Issues are errors, warnings, and a
translation that is not there: `check` only notes that as work to do, but nothing is published with it. `--info` gives
all that is noted as well. `--select ID,ID` and `--ignore ID,ID` choose checks.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from typing import TYPE_CHECKING, Any

from l10n_flow import plugins
from l10n_flow.glossary.concepts import Concept, Term
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.model import Metadata, Role, Severity, Unit
from l10n_flow.passages import Passage, Version
from l10n_flow.reviewing import inspection, questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEED_AN_ARTICLE = ("waivers",)

NOT_THERE = ("untranslated", "open")

TAGS = {"uz@cyrillic": "uz-Cyrl"}

FAMILIES: dict[str, tuple[str, ...]] = {
    "terms": ("terms-keep",),
    "numbers": ("numbers",),
    "urls": ("urls",),
    "emails": ("emails",),
    "length": ("length",),
    "end-punctuation/only": ("endpunc", "purepunc"),
    "length/limit": ("maxlength",),
    "untranslated": ("untranslated", "purepunc"),
    "same-as-source": ("unchanged",),
    "same-as-source/name": (),
    "same-as-source/partly": ("partly-untranslated",),
    "sentences": ("sentencecount",),
    "start-punctuation": ("startpunc",),
    "doubled-marks": ("endpunc", "puncspacing"),
    "signs/placeholder": ("placeholders", "variables"),
    "signs/reference": ("placeholders", "variables"),
    "signs/markdown": ("md-syntax", "md-link", "md-reflink"),
    "signs/link": ("md-link",),
    "signs/escape": ("escapes", "newlines", "tabs"),
    "signs/path": ("filepaths",),
    "signs/stray": ("validchars",),
    "end-punctuation": ("endpunc",),
    "spacing": ("puncspacing",),
    "spacing/double": ("doublespace",),
    "spacing/line": ("newlines", "tabs"),
    "spacing/tag": ("puncspacing", "tags-adjacent"),
    "spacing/link": ("puncspacing", "md-link"),
    "spacing/edge": ("startspace", "endspace", "newlines", "tabs"),
    "ellipsis": ("ellipsis", "endpunc"),
    "brackets": ("brackets",),
    "quotations": ("quotes",),
    "quotes": ("quotes", "quote-style"),
    "tags": ("tags", "tags-wellformed", "tags-unsafe"),
    "capitals": ("startcaps", "caps", "caps-typo"),
    "capitals/inner": ("caps-typo",),
    "doubled-words": ("doubleword",),
    "script": ("mixed-script",),
    "alphabet": ("validchars", "tg-letters"),
    "language": ("partly-untranslated", "unchanged"),
    "apostrophes": ("uz-apostrophe",),
    "invisible": ("zerowidth", "validchars"),
}
"""Our id, or id/subject where the subject says more, to the families that it answers for; else it is its own."""


def passage(case: dict[str, Any]) -> Passage:
    """The pair as a text of an article."""
    context = case.get("context", {})
    limit = context.get("max_length")
    unit = Unit(case["source"], case["target"], flags=(f"max-length:{limit}",) if limit else ())
    lang = TAGS.get(case["lang"], case["lang"])
    units = ((unit, Role.PARAGRAPH),)
    return Version(
        "benchmark", Metadata(), lang, case["source_lang"], kept(tuple(context.get("keep_terms", ()))), units
    ).passages[0]


@functools.lru_cache(maxsize=64)
def kept(words: Sequence[str]) -> Glossary:
    """A glossary of English words that stay as they are in every language."""
    return Glossary(
        tuple(
            Concept(str(number), terms=(Term(word, "en", str(number)),), do_not_translate=True)
            for number, word in enumerate(words)
        )
    )


def issues(one: Passage, checks: Sequence[str], severities: frozenset[Severity]) -> Iterator[dict[str, str]]:
    """What the checks say of it, family by family."""
    state = one.unit.state
    chosen = [asked for asked in questions.looking_at(state, fuzzy=True) if asked.id in checks]
    about = questions.asked({state: chosen}, one.version).get(one.number, ())
    for found in inspection.said(one, about, levels={}, path="")[0]:
        if found.severity not in severities and (found.check, found.subject) != NOT_THERE:
            continue
        families = FAMILIES.get(f"{found.check}/{found.subject}", FAMILIES.get(found.check, (found.check,)))
        said = {
            "id": found.check or "",
            "severity": str(found.severity),
            "subject": found.subject,
            "message": found.message,
        }
        yield from ({"check": family} | said for family in families)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--info", action="store_true")
    parser.add_argument("--select")
    parser.add_argument("--ignore", default="")
    options = parser.parse_args()
    ignored = {*NEED_AN_ARTICLE, *options.ignore.split(",")}
    checks = options.select.split(",") if options.select else [i for i in plugins.check_ids() if i not in ignored]
    severities = frozenset(Severity) if options.info else frozenset({Severity.ERROR, Severity.WARNING})
    for line in sys.stdin:
        case = json.loads(line)
        found = list(issues(passage(case), checks, severities))
        sys.stdout.write(json.dumps({"id": case["id"], "issues": found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
