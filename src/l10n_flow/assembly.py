"""The site round the articles is put together: written where it changes, cleared of what nobody wants any more.

The cards of all editions, and a list of the files that we wrote, are kept beside the ledger, and as derived as that.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from . import desk, exposure, files, ledger, publications
from .errors import FlowError
from .publications import Card  # noqa: TC001  msgspec reads the annotations
from .results import Assembled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from .kept import Kept
    from .project import Project
    from .publications import Record, Shown
    from .results import Job
    from .site import Wanted

    Records = Mapping[str, Mapping[str, Record]]

__all__ = ["assemble"]

_DAY = 10


class _Written(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file that we wrote: what it was made of (empty: it is no page of the site), its size, and its time."""

    of: str
    size: int
    time: int


class _Book(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the site: what it was made of as a whole, its files, and the cards of its editions."""

    version: str = ""
    site: dict[str, _Written] = {}
    owned: set[str] = set()
    cards: dict[str, dict[str, Card]] = {}


@dataclass
class _Work:
    """What is done for the site, or would be."""

    changes: list[files.Change] = field(default_factory=list)
    pages: list[files.Change | files.Written] = field(default_factory=list)
    removed: list[files.Removed] = field(default_factory=list)
    errors: list[FlowError] = field(default_factory=list)


def assemble(
    job: Job, before: Records, after: Records, shown: Mapping[str, Shown], gone: Sequence[str] = ()
) -> Assembled:
    """Write the records, and the site.

    Args:
        job: what was done; nothing is written if it is a dry run.
        before: language -> article -> the record, before it was done.
        after: the same after it.
        shown: what the articles show that were worked on.
        gone: articles with records that have no file any more.
    """
    project, work = job.project, _Work()
    for lang, records in after.items():
        if records != before[lang]:
            work.changes.append(publications.change(project.records(lang), records))
    if not job.dry_run:
        for error in files.write_all(work.changes).values():
            work.errors.append(error)
    version = _version(job, after)
    path = _place(project)
    book = _read(path)
    is_known = book.version.endswith(_salt(job))  # with the same settings
    lost = _gone(after, gone)
    shown = {**shown, **dict(_again(job, lost, work, everything=not is_known))}
    if not shown and book.version == version and all(_is_there(project, *one) for one in book.site.items()):
        return _assembled(work, lost, dry_run=job.dry_run)
    cards = _cards(job, book.cards, after, shown, names=bool(project.config.protected_names) and not is_known)
    site = _written(job, book, cards, after, work)
    own = {card.path for editions in cards.values() for card in editions.values()}
    own |= {name for editions in cards.values() for card in editions.values() for name in card.files}
    for name in sorted((book.owned | book.site.keys()) - own - site.keys()):
        _remove(project, name, work, dry_run=job.dry_run)
    if not job.dry_run:
        new = _Book("" if work.errors else version, site, own, cards)  # what is wrong is told again
        if new != book:
            with contextlib.suppress(FlowError):  # it is derived: next time more has to be done
                files.write(files.change(path, msgspec.msgpack.encode(new)))
    return _assembled(work, lost, dry_run=job.dry_run)


def _assembled(work: _Work, lost: Mapping[str, Mapping[str, Record]], *, dry_run: bool) -> Assembled:
    changes = tuple(one if dry_run else one.written for one in work.changes if one.is_change)
    gone = tuple((article, tuple(own)) for article, own in lost.items())
    return Assembled((*work.pages, *changes), tuple(work.removed), tuple(work.errors), gone)


def _gone(records: Records, articles: Sequence[str]) -> dict[str, dict[str, Record]]:
    """The records of the editions that readers have of articles without a file, by article and language."""
    own = {
        article: {
            lang: known[article] for lang, known in records.items() if article in known and known[article].is_live
        }
        for article in articles
    }
    return {article: found for article, found in own.items() if found}


def _again(
    job: Job, lost: Mapping[str, Mapping[str, Record]], work: _Work, *, everything: bool
) -> Iterator[tuple[str, Shown]]:
    """Make the pages of articles again that have no file any more, as far as one is missing, or if that is asked of
    `everything`."""
    from .publishing import again

    for article, own in lost.items():
        pages = [f"{job.project.public}/{publications.address(lang, article, one.slug)}" for lang, one in own.items()]
        if everything or not all(map(os.path.lexists, pages)):
            done = again(job.project, article, publications.Standing(own), job.now, dry_run=job.dry_run)
            if done:
                work.pages += [change for one in done.exported for change in one.copies if change.is_change]
                work.errors += [one.error for one in done.exported if one.error]
                yield article, done.shown


def _cards(
    job: Job,
    known: Mapping[str, Mapping[str, Card]],
    records: Records,
    shown: Mapping[str, Shown],
    *,
    names: bool,
) -> dict[str, dict[str, Card]]:
    """The cards of all editions that readers can open; if `names`, none that tells a protected one."""
    from . import kept

    project = job.project
    live: dict[str, list[str]] = {}
    for lang in project.config.languages:
        for article, record in records.get(lang, {}).items():
            if record.is_live:
                live.setdefault(article, []).append(lang)
    found: dict[str, dict[str, Card]] = {}
    for article, langs in live.items():
        was = None
        if article in shown:
            cards = shown[article].cards
        elif article in known:
            cards = known[article]
        else:
            own = {lang: records[lang][article] for lang in langs}
            was = kept.load(project, article, own)
            cards = {lang: card for lang in langs if (card := was.card(project, own[lang], lang))}
        there = {lang: cards[lang] for lang in langs if lang in cards}
        if names and article not in shown:
            was = was or kept.load(project, article, {lang: records[lang][article] for lang in langs})
            told = [lang for lang, card in there.items() if _is_told(project, was, card)]
            there = {lang: card for lang, card in there.items() if lang not in told}
            if told and not job.dry_run:
                with contextlib.suppress(FlowError):  # then whoever publishes the article forgets it
                    kept.save(kept.change(project, was.without(told)))
        if there:
            found[article] = there
    return found


def _is_told(project: Project, was: Kept, card: Card) -> bool:
    """Whether an edition tells a protected name to those who have it."""
    return exposure.is_told(project, card, ()) or was.is_told(project, card)


def _written(
    job: Job, book: _Book, cards: Mapping[str, Mapping[str, Card]], records: Records, work: _Work
) -> dict[str, _Written]:
    """Make the files of the site that are not as they are to be; returns all of them."""
    from . import site
    from .publishing import site_of

    project, config = job.project, job.project.config
    newsroom = site.Newsroom(
        site_of(project), config.languages, config.source_language, cards, records, publications.utc(job.now)
    )
    done: dict[str, _Written] = {}
    made: list[tuple[Wanted, files.Change]] = []
    salt = _salt(job)
    for one in site.wanted(newsroom):
        of = f"{one.of} {salt}"
        if (was := book.site.get(one.path)) and was.of == of and _is_there(project, one.path, was):
            done[one.path] = was
        else:
            try:
                change = files.change(project.inside(project.public / one.path), one.make().encode())
            except FlowError as error:
                work.errors.append(project.placed(error))
                if was:  # the last good page stays
                    done[one.path] = was
                continue
            done[one.path] = _Written(of, 0, 0)
            made.append((one, change))
    work.changes += [change for _, change in made]
    if job.dry_run:
        return done
    failed = files.write_all(change for _, change in made)
    work.errors += [project.placed(error) for error in failed.values()]
    for one, change in made:
        if change.path in failed:
            del done[one.path]
        else:
            about = change.path.stat()
            done[one.path] = _Written(done[one.path].of, about.st_size, about.st_mtime_ns)
    return done


def _remove(project: Project, name: str, work: _Work, *, dry_run: bool) -> None:
    """Remove a file that we wrote, and the folders that are empty without it."""
    path = project.public / name
    try:
        project.inside(path)
        if not path.is_file():
            return
        before = path.read_bytes()
        if not dry_run:
            path.unlink()
            with contextlib.suppress(OSError):  # there is something else in it
                for folder in path.parents:
                    if folder == project.public:
                        break
                    folder.rmdir()
    except OSError as error:
        work.errors.append(project.placed(files.unwritable(path, error)))
    except FlowError as error:
        work.errors.append(project.placed(error))
    else:
        work.removed.append(files.Removed(path, before))


def _is_there(project: Project, name: str, written: _Written) -> bool:
    """Whether a file of the site is as we wrote it, as far as its size and time tell."""
    try:
        now = os.lstat(f"{project.root}/{project.config.folders.public}/{name}")
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (written.size, written.time)


def _version(job: Job, records: Records) -> str:
    """What the site as a whole is made of, but for its cards: another version, another site. A sitemap of news is
    another one every day."""
    config = job.project.config
    day = job.now[:_DAY] if config.site.base_url else ""
    made_of = (config.site, config.languages, config.source_language, config.locale, day)
    digest = hashlib.sha256(repr(made_of).encode())
    for lang in job.project.config.languages:
        for record in records.get(lang, {}).values():
            digest.update(msgspec.json.encode(record))
    return f"{digest.hexdigest()} {_salt(job)}"


def _salt(job: Job) -> str:
    """What all pages are made of beside what they say: the program, its templates, and the newsroom's."""
    return ledger.version((job.project.config, desk.look(job.project)))


def _read(path: Path) -> _Book:
    """The book; an empty one if there is none, or it is damaged."""
    try:
        return _DECODER.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return _Book()


def _place(project: Project) -> Path:
    return project.inside(project.derived / "site.msgpack")


_DECODER = msgspec.msgpack.Decoder(_Book)
