"""The site round the articles is put together: written where it changes, cleared of what nobody wants any more."""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

from .. import ledger, publications
from ..desk import desk
from ..desk.results import Assembled
from ..disk import files
from ..errors import FlowError, RecordError
from ..recorded import Overlaid, Recorded
from ..values import Struct, field
from . import inventory, unlisted
from .inventory import Inventory, Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..desk.results import Job
    from ..project import Project
    from ..publications import Record
    from ..shown import Card
    from .card_store import CardStore, Label
    from .site_files import SiteFiles
    from .snapshots import Snapshot

    Editions = Mapping[str, tuple[Label, ...]]
    Records = Mapping[str, Mapping[str, Record]]

__all__ = ["assemble"]

_DAY = 10


class _Work(Struct):
    """What is done for the site, or would be."""

    changes: list[files.Change | files.Written] = field(default_factory=list)
    pages: list[files.Change | files.Written] = field(default_factory=list)
    removed: list[files.Removed] = field(default_factory=list)
    errors: list[FlowError] = field(default_factory=list)
    is_recorded: bool = True


def assemble(
    job: Job, before: Records, after: Records, shown: Editions, store: CardStore, gone: Sequence[str] = ()
) -> tuple[Assembled, Records]:
    """Write the records, and the site; returns the records, too, which now say what readers can open.

    Args:
        job: what was done; nothing is written if it is a dry run.
        before: language -> article -> the record, before it was done.
        after: the same after it.
        shown: what the articles show that were worked on.
        store: all that is said of that.
        gone: articles with records that have no file any more.
    """
    project, work = job.project, _Work()
    salt = _salt(job)
    last = inventory.load(project)
    there = {name: now for name, was in last.site.items() if (now := inventory.seen(project, name, was))}
    is_known = last.version.endswith(salt)  # with the same settings
    lost = _gone(after, gone)
    shown = {**shown, **dict(_again(job, lost, last.editions if is_known else {}, store, work))}
    version = "" if shown else f"{_version(job, after)} {salt}"
    new = Inventory(version, there, last.editions)
    is_new = shown or last.version != version or len(there) < len(last.site)
    if is_new:
        names = bool(project.config.protected_names) and not is_known
        editions = _open(job, last.editions, after, shown, store, names=names)
        after = _told(after, editions)
    after = {lang: _recorded(job, lang, before[lang], records, work) for lang, records in after.items()}
    if is_new:
        from .site_files import SiteFiles

        site = _written(job, last, there, SiteFiles(job, editions, store, before, after), salt, work)
        version = "" if work.errors or job.dry_run else f"{_version(job, after)} {salt}"  # what is wrong is told again
        new = Inventory(version, site, editions)
        _clear(job, last, new, work)
    if not job.dry_run and new != last:
        store.save(new.editions)
        inventory.save(project, new)
    return _assembled(work, lost), after


def _told(records: Records, editions: Editions) -> Records:
    """The records, as they say which editions nobody can open."""
    found = {}
    for lang, known in records.items():
        there = {article for article, labels in editions.items() if any(label.lang == lang for label in labels)}
        changed = {
            article: publications.with_shut(one, shut=not one.shut)
            for article, one in known.items()
            if one.shut != (one.is_live and article not in there)
        }
        found[lang] = Overlaid(known, changed) if changed else known
    return found


def _recorded(
    job: Job, lang: str, before: Mapping[str, Record], records: Mapping[str, Record], work: _Work
) -> Mapping[str, Record]:
    """Write the records of a language, if they are not as they were; returns them, as the file has them then."""
    if records is before or (len(records) == len(before) and all(before.get(one) == records[one] for one in records)):
        return before
    path = job.project.records(lang)
    if job.dry_run:
        work.changes.append(files.change(path, b"".join(publications.lines(records))))
        return records
    try:
        work.changes.append(files.write_pieces(path, publications.lines(records)))
    except FlowError as error:
        work.errors.append(error)
        work.is_recorded = False
        return records
    return desk.published(job.project, lang)


def _assembled(work: _Work, lost: Mapping[str, Mapping[str, Record]]) -> Assembled:
    changes = tuple(one for one in work.changes if one.is_change)
    gone = tuple((article, tuple(own)) for article, own in lost.items())
    pages, removed, errors = (*work.pages, *changes), tuple(work.removed), tuple(work.errors)
    return Assembled(pages, removed, errors, gone, is_recorded=work.is_recorded)


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
    job: Job, lost: Mapping[str, Mapping[str, Record]], known: Editions, store: CardStore, work: _Work
) -> Iterator[tuple[str, tuple[Label, ...]]]:
    """Make the pages of articles again that have no file any more, if one is missing, or there are others than those
    that are known: each tells of all."""
    for article, own in lost.items():
        pages = {publications.address(lang, article, one.slug): one.is_open for lang, one in own.items()}
        is_same = {label.path(article) for label in known.get(article, ())} == {one for one in pages if pages[one]}
        if not (is_same and all(os.path.lexists(f"{job.project.public}/{page}") for page in pages)):
            from .publishing import again

            done = again(job.project, article, publications.Standing(own), job.now, dry_run=job.dry_run)
            if done:
                work.pages += [change for one in done.exported for change in one.copies if change.is_change]
                work.errors += [one.error for one in done.exported if one.error]
                yield article, store.put(article, done.shown.cards)


def _open(
    job: Job, known: Editions, records: Records, shown: Editions, store: CardStore, *, names: bool
) -> dict[str, tuple[Label, ...]]:
    """All editions that readers can open; if `names`, none that tells a protected one."""
    found: dict[str, tuple[Label, ...]] = {}
    for article in sorted({article for known in records.values() for article in known}):
        each = ((lang, records[lang].get(article)) for lang in job.project.config.languages)
        live = {lang: one for lang, one in each if one and one.is_live}
        if article in shown:
            labels = shown[article]
        elif article in known and article in store and not names:
            labels = known[article]
        else:
            own = {lang: one for lang, one in live.items() if one.is_open}
            labels = _of_old(job, article, own, store, names=names)
        there = [label.lang for label in labels]
        if there != (wanted := [lang for lang in live if lang in there]):
            cards = store.cards(article)
            labels = store.put(article, {lang: cards[lang] for lang in wanted})
        if labels:
            found[article] = labels
    return found


def _of_old(job: Job, article: str, own: Mapping[str, Record], store: CardStore, *, names: bool) -> tuple[Label, ...]:
    """The editions of an article that nobody has worked on, by its records."""
    from . import snapshots

    project, was = job.project, snapshots.load(job.project, article, own)
    known = store.cards(article) if article in store else None
    cards = ((lang, known.get(lang) if known else was.card(project, one, lang)) for lang, one in own.items())
    there = {lang: card for lang, card in cards if card}
    told = [lang for lang, card in there.items() if _is_told(project, was, card)] if names else []
    if told and not job.dry_run:
        with contextlib.suppress(FlowError):  # then whoever publishes the article forgets it
            snapshots.save(snapshots.change(project, was.without(told)))
    return store.put(article, {lang: card for lang, card in there.items() if lang not in told})


def _is_told(project: Project, was: Snapshot, card: Card) -> bool:
    """Whether an edition tells a protected name to those who have it."""
    from . import exposure

    return exposure.is_told(project, card, ()) or was.is_told(project, card)


def _written(
    job: Job, last: Inventory, there: Mapping[str, Made], site_files: SiteFiles, salt: str, work: _Work
) -> dict[str, Made]:
    """Make the files of the site that are not as they are to be; returns all of them."""
    work.errors += map(_clash, site_files.clashes.items())
    done: dict[str, Made] = {}
    for one in site_files.wanted():
        new, was = Made(f"{one.of} {salt}"), there.get(one.path)
        says_same = was is not None and was.says == new.says
        try:
            if was and (was.of == new.of or (site_files.is_plain and says_same)):
                done[one.path] = was
            else:
                done[one.path] = _made(job, one.path, new.of, site_files.pieces(one, says_same=says_same), work)
        except FlowError as error:
            work.errors.append(job.project.placed(error))
            if one.path in last.site:  # the last good page stays
                done[one.path] = last.site[one.path]
    work.errors += site_files.errors
    return done


def _made(job: Job, name: str, of: str, text: Iterable[str], work: _Work) -> Made:
    """Make a file of the site."""
    path = job.project.inside(job.project.public / name)
    pieces = (piece.encode() for piece in text)
    if job.dry_run:
        work.changes.append(files.change(path, b"".join(pieces)))
        return Made(of)
    work.changes.append(change := files.rewrite(path, pieces))
    about = path.stat()
    return Made(of, about.st_size, about.st_mtime_ns, change.digest)


def _clash(clash: tuple[str, tuple[str, str, str]]) -> RecordError:
    name, (topic, other, article) = clash
    message = f"two topics would be at topics/{topic}.html: {name!r} and {other!r}, which was there first"
    return RecordError(message, hint=f"call one of them something else; {article} has the tag {name!r}")


def _clear(job: Job, last: Inventory, new: Inventory, work: _Work) -> None:
    """Remove the files that we wrote and nobody wants any more."""
    left = {article: one for article, one in last.editions.items() if new.editions.get(article) != one}
    if last.site:
        gone = {*last.site, *_own(left)} - new.site.keys() - _own({one: new.editions.get(one, ()) for one in left})
        gone -= _own(new.editions) if gone else set()
    else:
        wanted = _own(new.editions)
        wanted.update(new.site)
        gone = _own(left) - wanted | {*unlisted.found(job.project.public, job.project.sources, wanted)}
    for name in sorted(gone):
        _remove(job.project, name, work, dry_run=job.dry_run)


def _own(editions: Editions) -> set[str]:
    """The pages of editions, and what is on them."""
    labels = [(article, label) for article, one in editions.items() for label in one]
    return {label.path(article) for article, label in labels} | {name for _, label in labels for name in label.files}


def _remove(project: Project, name: str, work: _Work, *, dry_run: bool) -> None:
    """Remove a file that we wrote."""
    try:
        gone = files.remove(project.inside(project.public / name), project.public, dry_run=dry_run)
    except FlowError as error:
        work.errors.append(project.placed(error))
    else:
        work.removed += [gone] if gone else []


def _version(job: Job, records: Records) -> str:
    """What the site as a whole is made of, but for its cards: another version, another site. A sitemap of news is
    another one every day."""
    config = job.project.config
    day = job.now[:_DAY] if config.site.base_url else ""
    made_of = (config.site, config.languages, config.source_language, config.locale, day)
    digest = hashlib.sha256(repr(made_of).encode())
    for lang in config.languages:
        digest.update(_digest(records[lang]).encode())
    return digest.hexdigest()


def _digest(records: Mapping[str, Record]) -> str:
    """The SHA-256 (hex) of the file of a language."""
    if isinstance(records, Recorded):
        return records.digest
    digest = hashlib.sha256()
    for line in publications.lines(records):
        digest.update(line)
    return digest.hexdigest()


def _salt(job: Job) -> str:
    """What all pages are made of beside what they say: the program, its templates, and the newsroom's."""
    return ledger.version((job.project.config, desk.theme_digest(job.project)))
