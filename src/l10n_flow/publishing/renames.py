"""Records of articles whose file was renamed or moved: they follow it, and who comes to a former address is led on.

Which article a record is of is told by the texts, as for PO files (`moves`), not by the name.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from .. import publications
from ..desk import desk, orphans
from ..errors import FlowError
from ..languages import registry
from ..publications import Standing
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
    now = {lang: dict(own) for lang, own in records.items()}
    for article, name in former.items():
        for lang, own in now.items():
            if name in own:
                _bring(lang, own, name, article)
    return Followed(now, former, tuple(article for article in lost if article not in former.values()))


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


def _bring(lang: str, own: dict[str, Record], name: str, article: str) -> None:
    """Give the record of an article to another one, in a language."""
    record = own.pop(name)
    taken = {publications.address(lang, one.article, one.slug) for one in own.values() if one.article != article}
    slugs = (f"{record.slug}-{number}" if number else record.slug for number in (0, *range(2, len(taken) + 3)))
    free = (one for one in slugs if publications.address(lang, article, one) not in taken)
    slug = next(one for one in free if not publications.is_reserved(article, one))
    moved = publications.renamed(record, article, slug)
    own[article] = publications.joined(own[article], moved) if article in own else moved


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
