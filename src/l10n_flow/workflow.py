"""The newsroom's day, in its order: an article comes in, is cut, synced with its catalogs, watched, published.

Values in, values out: nothing here prints. What goes wrong with one article is a value in its result, and the
other articles go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .desk.desk import languages, published, read, segments, select
from .desk.opened import Opened
from .desk.orphans import Pruned, bring_home, left_over, prune
from .desk.po_names import PoFile
from .desk.results import Exported, Inspected, Job, Row, Step, Synced
from .rounds import rounds
from .rounds.done import Done, Inspections, Results, exported, inspected, rows, synced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from .desk.importing import Imported
    from .drafts.outcomes import Drafted, Outlook
    from .drafts.routes import Known, Route
    from .editions import Open
    from .project import Project, SourceFile
    from .reviewing.mending import Mended
    from .reviewing.review import Sheet
    from .reviewing.signoff import Signature, Signed
    from .reviewing.waived import WaivedIn
    from .rounds.withdrawal import Withdrawn

__all__ = ["Done", "Exported", "Inspected", "PoFile", "Pruned", "Results", "Row", "Synced"]
__all__ += ["agree", "agreed", "approve", "check", "engines", "export", "hand_over", "import_page", "languages"]
__all__ += ["left_over", "mend", "open_in", "outlook", "pretranslate", "prune", "published", "read", "ready", "route"]
__all__ += ["run", "segments", "select", "sheets", "status", "sync", "waivers", "withdraw"]


def import_page(project: Project, page: Path, *, lang: str | None = None, dry_run: bool = False) -> Imported:
    """Make a clean Markdown source, for a person to look over, of a page that was pasted as text; as `importing`."""
    from .desk import importing

    return importing.import_page(project, page, lang=lang, dry_run=dry_run)


def run(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    now: str,
    *,
    dry_run: bool = False,
    executor: Executor | None = None,
) -> Results[Done]:
    """Sync, export what is complete, and count: all that is to be done with an article at once, read and cut once.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: languages to do.
        now: the time, as gettext writes it (`2025-05-12 14:30+0500`).
        dry_run: find out what would change, and change nothing.
        executor: who does it, if it is much; processes of our own if None.
    """
    job = Job(project, tuple(langs), (Step.SYNC, Step.EXPORT, Step.STATUS), now, dry_run)
    return Results(_run(job, chosen, executor), lambda done: (done,))


def sync(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    now: str,
    *,
    dry_run: bool = False,
    executor: Executor | None = None,
) -> Results[Synced]:
    """Bring the catalogs in step with the articles; those that nobody writes are passed over.

    First of all, catalogs whose articles were renamed or moved follow them. Arguments as for `run`.
    """
    job = Job(project, tuple(langs), (Step.SYNC,), now, dry_run)
    return Results(_run(job, chosen, executor), synced)


def status(
    project: Project, chosen: Iterable[SourceFile], langs: Collection[str], *, executor: Executor | None = None
) -> Results[Row]:
    """How far each article is in each language but its own. Arguments as for `run`."""
    return Results(_run(Job(project, tuple(langs), (Step.STATUS,)), chosen, executor), rows)


def check(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    *,
    fuzzy: bool = False,
    sources: bool = False,
    executor: Executor | None = None,
) -> Inspections:
    """What the checks say of articles: in their own languages, and in those that people translate them into.

    An article comes a second time if there is something to say of it beside all the others.
    With `fuzzy` also of units that wait for a person, with `sources` of no translation. Other arguments as for `run`.
    """
    from .reviewing import consistency

    job, files = Job(project, tuple(langs), (Step.CHECK,), fuzzy=fuzzy, sources=sources), tuple(chosen)
    each = Results(_run(job, files, executor), inspected)
    return Inspections(each, lambda: () if sources else consistency.inspect(project, files, langs))


def mend(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    checks: Collection[str],
    *,
    fuzzy: bool = False,
    dry_run: bool = False,
) -> Iterator[Mended]:
    """Apply the fixes of some checks (their ids) that take no person to the catalogs. Arguments as for `check`."""
    from .reviewing import mending

    for opened in _opened(project, chosen):
        yield from mending.mend(opened, langs, checks, fuzzy=fuzzy, dry_run=dry_run)


def waivers(project: Project, chosen: Iterable[SourceFile], langs: Collection[str]) -> Iterator[WaivedIn]:
    """What people told the checks to pass over."""
    from .reviewing import waived

    return (waived.waived(opened, langs) for opened in _opened(project, chosen))


def sheets(project: Project, chosen: Iterable[SourceFile], langs: Collection[str]) -> Iterator[Sheet]:
    """Articles and their translations side by side, for reviewers."""
    from .reviewing import review

    for opened in _opened(project, chosen):
        yield from review.sheets(opened, langs)


def export(  # noqa: PLR0913  what is asked for
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    now: str,
    *,
    allow_incomplete: bool = False,
    dry_run: bool = False,
    executor: Executor | None = None,
) -> Results[Exported]:
    """Publish the editions that are complete and without errors, and say of the others what stands in their way.

    With `allow_incomplete` the others are published too, with the source's text where a translation is missing. Then
    the records of what was published, and the pages round the articles; the last result has no article, and is theirs.
    Other arguments as for `run`.
    """
    job = Job(project, tuple(langs), (Step.EXPORT,), now, dry_run, allow_incomplete)
    return Results(_run(job, chosen, executor), exported)


def hand_over(  # noqa: PLR0913  as there
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    format_id: str,
    top: Path,
    *,
    allow_incomplete: bool = False,
    dry_run: bool = False,
    now: str = "",
) -> Results[Exported]:
    """Export in another format, for another system; as `handover.export`."""
    from .rounds import handover

    lax = {"allow_incomplete": allow_incomplete, "dry_run": dry_run}
    done = handover.export(project, chosen, langs, format_id, top, now=now, **lax)
    return Results(done, exported)


def open_in(project: Project, file: SourceFile, langs: Iterable[str]) -> dict[str, tuple[Open, ...]]:
    """The texts of an article that are not translated, by edition: all of those of which `Exported` has the first."""
    from .publishing.gate import open_in

    (opened,) = _opened(project, (file,))
    return open_in(opened, langs)


def ready(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    now: str,
    *,
    executor: Executor | None = None,
) -> Results[Exported]:
    """Of each edition whether it can be published: what `export` would say of it. Arguments as for `run`."""
    job = Job(project, tuple(langs), (Step.EXPORT,), now, dry_run=True, site=False)
    return Results(_run(job, chosen, executor), exported)


def approve(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Sequence[str],
    signature: Signature,
    *,
    dry_run: bool = False,
) -> Iterator[Signed]:
    """Write into the headers of catalogs that a person approves of these editions. Arguments as for `run`."""
    from .reviewing import signoff

    return signoff.sign(_opened(project, chosen), langs, signature, dry_run=dry_run)


def withdraw(
    project: Project, article: str, langs: Collection[str], now: str, *, back: bool = False, dry_run: bool = False
) -> Withdrawn:
    """Take editions of an article from the site, or bring them back; as `withdrawal.withdraw`."""
    from .rounds import withdrawal

    return withdrawal.withdraw(project, article, langs, now, back=back, dry_run=dry_run)


def engines(project: Project, environment: Mapping[str, str]) -> tuple[Known, ...]:
    """The engines there are, and what each can do for the newsroom; `environment` holds their keys."""
    from .drafts import routes

    return routes.known(project.config.machine, project.config.languages, environment)


def route(project: Project, engine: str, environment: Mapping[str, str]) -> Route:
    """The way to an engine; empty for the one that the newsroom usually asks. `environment` holds keys.

    Raises:
        EngineSetupError: there is no such engine, or it lacks something.
    """
    from .drafts import routes

    return routes.route(engine or project.config.machine.engine, project.config.machine, environment)


def outlook(project: Project, chosen: Iterable[SourceFile], langs: Sequence[str], way: Route) -> Iterator[Outlook]:
    """What an engine would be sent, and what not; nothing is sent. `way` is as from `route`, the rest as for `run`."""
    from .drafts import pretranslation

    with pretranslation.asker(project, way) as asker:
        yield from pretranslation.outlook(_opened(project, chosen), langs, asker)


def pretranslate(  # noqa: PLR0913  as `run`
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Sequence[str],
    way: Route,
    now: str,
    done: Callable[[int], None],
    *,
    again: bool = False,
) -> Iterator[Drafted]:
    """Fill units that nobody has translated: from the newsroom's catalogs, else by an engine. They are drafts then.

    Args:
        project, chosen, langs, now: as for `run`.
        way: to the engine, as from `route`.
        done: is told how many more units are dealt with.
        again: send what was under way when an earlier run was killed once more.

    Raises:
        OutputError: another one is at work, or the list of requests cannot be written.
    """
    from .drafts import pretranslation

    with pretranslation.asker(project, way, sends=True, again=again) as asker:
        yield from pretranslation.pretranslate(_opened(project, chosen), langs, asker, now=now, done=done)


def agreed(project: Project) -> frozenset[str]:
    """The hosts that somebody here has agreed to send texts to."""
    from .machine import outgoing

    return outgoing.agreed(project.inside(project.derived / outgoing.HOSTS))


def agree(project: Project, host: str) -> None:
    """Remember that somebody agrees to send texts to a host."""
    from .machine import outgoing

    outgoing.agree(project.inside(project.derived / outgoing.HOSTS), host)


def _opened(project: Project, chosen: Iterable[SourceFile]) -> Iterator[Opened]:
    """Articles one by one, in this process."""
    from .glossary import load

    digest = load.digest(project)
    return (Opened(project, file, glossary=digest) for file in chosen)


def _run(job: Job, chosen: Iterable[SourceFile], executor: Executor | None) -> Iterator[Done]:
    chosen = tuple(chosen)
    if Step.EXPORT in job.steps:
        from .rounds import withdrawal

        withdrawal.refuse_broken(job, chosen)
    syncs = Step.SYNC in job.steps
    arrivals = bring_home(job.project, chosen, job.langs, dry_run=job.dry_run) if syncs else {}
    return rounds.run(job, chosen, arrivals, executor)
