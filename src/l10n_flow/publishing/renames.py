"""Records of articles whose file was renamed or moved: they follow it, and who comes to a former address is led on.

Which article a record is of is told by the texts, as for PO files (`moves`), not by the name.
"""

from __future__ import annotations

import itertools
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from .. import publications
from ..desk import desk, orphans
from ..errors import FlowError
from ..languages import registry
from ..publications import Standing
from ..recorded import Overlaid
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..articles.document import Skeleton
    from ..project import Project, SourceFile
    from ..publications import Record

    Records = Mapping[str, Mapping[str, Record]]

__all__ = ["Followed", "follow"]


class Followed(Value, frozen=True, dict=True):
    """The records by language and article when all that were renamed have followed; the former ids of those, by the
    new ones; and the articles with records that have no file any more."""

    records: Mapping[str, Mapping[str, Record]]
    former: Mapping[str, str] = {}
    gone: tuple[str, ...] = ()

    def standing(self, article: str) -> Standing:
        """What the records say of an article."""
        own = {lang: known[article] for lang, known in self.records.items() if article in known}
        return Standing(own, former=self.former.get(article, ""), moved=self.moved)

    @cached_property
    def moved(self) -> dict[str, str]:
        """The ids of those that were renamed, by the former ones."""
        return {name: article for article, name in self.former.items()}


def follow(project: Project, records: Records, chosen: Sequence[SourceFile]) -> Followed:
    """Bring the records of articles that are not there any more to the articles that they are of now.

    Args:
        project: the workspace.
        records: by language and article.
        chosen: the articles that may get some: those that have none.
    """
    known = {article for own in records.values() for article in own}
    lost = orphans.without_file(project, chosen, known)
    if not lost:
        return Followed(records)
    former = {heir: article for article, heir in _heirs(records, lost).items() if heir not in lost}
    rest = [article for article in lost if article not in former.values()]
    new = [
        (file.id, skeleton)
        for file in chosen
        if file.id not in known and not _is_reserved(file.id) and (skeleton := _read(project, file))
    ]
    former |= _homes(project, records, rest, new) if rest and new else {}
    gone = tuple(article for article in lost if article not in former.values())
    return Followed(_brought(records, former) if former else records, former, gone)


def _heirs(records: Records, lost: Sequence[str]) -> dict[str, str]:
    """Articles that were renamed by somebody while somebody else published them under the id that they had: former
    id -> id now. Both records tell of one first publication."""
    found: dict[str, str] = {}
    for own in records.values():
        for one in own.values():
            for name in {one.born, *one.ids}.intersection(lost):
                if name in own and own[name].first == one.first:
                    found[name] = one.article
    return found


def _is_reserved(article: str) -> bool:
    """Whether an article's folder is the site's own, whatever the article is called."""
    return publications.is_reserved(article, "-")


def _brought(records: Records, former: Mapping[str, str]) -> dict[str, Mapping[str, Record]]:
    """The records when those of the former articles are those of the articles that they are of now (id now -> former
    id)."""
    found: dict[str, Mapping[str, Record]] = {}
    for lang, own in records.items():
        names = [(article, name) for article, name in former.items() if name in own]
        taken = (
            {publications.address(lang, one.article, one.slug): one.article for one in own.values()} if names else {}
        )
        new: dict[str, Record] = {}
        for article, name in names:
            one = own[name]
            slug = _free(lang, one, article, taken)
            moved = publications.renamed(one, article, slug)
            new[article] = publications.joined(own[article], moved) if article in own else moved
            taken.pop(publications.address(lang, name, one.slug), None)
            taken[publications.address(lang, article, slug)] = article
        found[lang] = Overlaid(own, new, {name for _, name in names}) if names else own
    return found


def _free(lang: str, record: Record, article: str, taken: Mapping[str, str]) -> str:
    """The slug of a record that goes to another article, with a number if another one has the address there."""
    slugs = itertools.chain([record.slug], (f"{record.slug}-{number}" for number in itertools.count(2)))
    ways = ((slug, taken.get(publications.address(lang, article, slug), record.article)) for slug in slugs)
    mine = (slug for slug, owner in ways if owner in {article, record.article})
    return next(slug for slug in mine if not publications.is_reserved(article, slug))


def _homes(
    project: Project, records: Records, lost: Sequence[str], new: Sequence[tuple[str, Skeleton]]
) -> dict[str, str]:
    """Which articles those are now that are not there any more: id now -> former id."""
    from ..syncing import moves
    from . import snapshots

    own = {name: {lang: known[name] for lang, known in records.items() if name in known} for name in lost}
    pairs = dict(_same(own, new))
    rest = [name for name in lost if name not in pairs.values()]
    others = [one for one in new if one[0] not in pairs]
    was = [(name, skeleton) for name in rest if (skeleton := snapshots.load(project, name, own[name]).original)]
    strays = [moves.Orphan(name, _po(one), _texts(one)) for name, one in was]
    newcomers = [moves.Newcomer(name, _po(one), _texts(one)) for name, one in others]
    return pairs | {newcomers[j].article: strays[i].article for i, j in moves.match(strays, newcomers)}


def _same(lost: Mapping[str, Mapping[str, Record]], new: Iterable[tuple[str, Skeleton]]) -> Iterator[tuple[str, str]]:
    """Articles that say what one of those says that are not there any more, and only one: (id now, former id)."""
    from . import cards

    said = {name: {record.source for record in own.values()} for name, own in lost.items()}
    found = [(article, name) for article, one in new for name in said if cards.source(one) in said[name]]
    articles, names = Counter(one for one, _ in found), Counter(one for _, one in found)
    yield from ((article, name) for article, name in found if articles[article] == names[name] == 1)


def _read(project: Project, file: SourceFile) -> Skeleton | None:
    """An article; None if it cannot be read, which is told when it is its turn."""
    try:
        return desk.skeleton(project, desk.read(project, file))
    except FlowError:
        return None


def _po(skeleton: Skeleton) -> str:
    return registry.get(skeleton.article.lang).po


def _texts(skeleton: Skeleton) -> frozenset[str]:
    return frozenset(segment.text for segment in skeleton.segments)
