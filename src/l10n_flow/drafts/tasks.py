"""The empty units of articles, what the newsroom's own catalogs say for them, and what is left for an engine."""

from __future__ import annotations

import functools
import itertools
import re
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .. import editions, plugins
from ..desk import desk
from ..errors import CatalogError, EngineSetupError, FlowError, WithheldError
from ..languages import registry
from ..machine import leaving, shields
from ..machine.protected import Names
from ..syncing import memory
from ..text import segmentation
from ..values import Value, replace
from . import filling
from .asking import About
from .outcomes import Drafted
from .routes import spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..desk.opened import Opened
    from ..desk.results import Memory
    from ..editions import Key
    from ..machine.shields import Shielded
    from ..syncing.fingerprints import Found
    from .asking import Asker

__all__ = ["Begun", "Task", "held_back", "tasks"]

_CODE = re.compile(r"<(?P<name>(?:code|kbd|samp)\d*)>.*?</(?P=name)>")
"""What people type and machines print: nobody translates it."""
_TOGETHER = 50
"""So many articles' texts are looked for in the memory at once."""


class Task(Value, frozen=True):
    """An article in a language: its empty units, what the newsroom's catalogs say for them, and the others, shielded,
    if they may go to the engine. `sentences` is what the catalogs say for parts of them."""

    opened: Opened
    about: About
    empty: tuple[Key, ...]
    withheld: WithheldError | None
    remembered: Mapping[Key, Found] = {}
    shielded: Mapping[Key, Shielded] = {}
    sentences: Mapping[str, str] = {}

    @property
    def lang(self) -> str:
        """The language that it is to be in."""
        return self.about.target


Begun: TypeAlias = "Task | Drafted"
"""What can be done, or why it cannot."""


def tasks(articles: Iterable[Opened], langs: Sequence[str], asker: Asker) -> Iterator[Begun]:
    """What there is to do, article by article.

    Args:
        articles: as the workspace has them.
        langs: the languages; those that nobody writes are passed over.
        asker: the engine.
    """
    source = iter(articles)
    with tempfile.TemporaryDirectory() as folder:  # what is looked up is indexed once, and nothing of ours changes
        index = Path(folder, "memory.sqlite")
        while some := tuple(itertools.islice(source, _TOGETHER)):
            begun = [one for opened in some for one in _begun(opened, langs, asker.route.engine, asker.route.url)]
            known = _look_up([one for one in begun if isinstance(one, Task)], index)
            yield from (_prepared(one, known) if isinstance(one, Task) else one for one in begun)


def _begun(opened: Opened, langs: Sequence[str], engine: str, url: str) -> Iterator[Begun]:
    """An article's empty units in each language, or what is wrong."""
    project, name = opened.project, opened.file.id
    try:
        written = editions.catalog_languages(langs, opened.whole.lang)
    except FlowError as error:
        yield Drafted(name, "", errors=(error,))
        return
    for lang in written:
        try:
            yield _task(opened, lang, engine, url)
        except FlowError as error:
            yield Drafted(name, lang, errors=(project.placed(error),))


def _task(opened: Opened, lang: str, engine_id: str, url: str) -> Task:
    """Raises FlowError: the catalog cannot be read, or the engine cannot translate between the languages."""
    article, engine, path = opened.article, plugins.engine(engine_id), opened.project.catalog(lang, opened.file.id)
    source = spoken(engine, article.lang)
    if not source or lang not in engine.CODES:
        message = f"{engine_id} cannot translate from {article.lang} to {lang}"
        raise EngineSetupError(message, path=article.path, hint="l10n-flow engines shows what each one can")
    catalog = opened.catalog(lang)
    if catalog is None:
        raise CatalogError("there is no PO file yet", path=path, hint="l10n-flow sync makes it")
    empty = {unit.key for unit in catalog.units if filling.is_empty(unit)}
    wanted = tuple(dict.fromkeys(one.key for one in opened.to_translate if one.key in empty))
    withheld = leaving.refusal(article.meta.sensitivity, url, opened.project.config.machine)
    return Task(opened, About(article.id, source, lang), wanted, withheld)


def _look_up(tasks: Collection[Task], index: Path) -> Memory:
    """What the newsroom's catalogs say for empty units, and for sentences in them; the newsroom's index is copied."""
    wanted: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)
    for one in tasks:
        if one.opened.project.config.memory != "off":
            wanted[_languages(one)].update(one.empty, ((None, text) for key in one.empty for text in _parts(one, key)))
    if not any(wanted.values()):
        return {}
    project = next(iter(tasks)).opened.project
    load, paths = functools.partial(desk.try_load, project), functools.partial(desk.po_files, project)
    own = project.inside(project.derived / "memory.sqlite")
    if own.is_file() and not index.exists():
        shutil.copyfile(own, index)
    return memory.look_up(wanted, paths, load, project.root, index)


def _parts(task: Task, key: Key) -> Sequence[str]:
    """The sentences of a text that has several."""
    found = segmentation.split(key[1], registry.get(task.opened.article.lang))
    return found if len(found) > 1 else ()


def _languages(task: Task) -> tuple[str, str]:
    """As the memory knows them: the language, and that of the article as PO headers have it."""
    return task.lang, registry.get(task.opened.article.lang).po


def _prepared(task: Task, known: Memory) -> Task:
    """With what was found, and the rest on its way to the engine."""
    said = {key: one for key, one in known.get(_languages(task), {}).items() if one.is_confirmed}
    remembered = {key: said[key] for key in task.empty if key in said}
    if task.withheld:
        return replace(task, remembered=remembered)
    left = [key for key in task.empty if key not in remembered]
    shielded = {key: _spelt(task, shields.shield(key[1], _kept(task.opened, key[1]))) for key in left}
    parts = {text for key in left for text in _parts(task, key)}
    sentences = {text: one.unit.target for (_, text), one in said.items() if text in parts}
    return replace(task, remembered=remembered, shielded=shielded, sentences=sentences)


def _spelt(task: Task, shielded: Shielded) -> Shielded:
    """What is sent, in the script that the engine reads."""
    language = registry.get(task.opened.article.lang)
    if task.about.source == language.tag or language.restore is None:
        return shielded
    return replace(shielded, sent=language.restore(shielded.sent, ()))


def _kept(opened: Opened, text: str) -> list[tuple[int, int]]:
    """What in a text must come back as it is, beside what `shields` sees by itself: terms that stay in every language,
    and names that nobody may learn."""
    concepts = opened.glossary.by_id
    hits = opened.terms.get(text, ())
    terms = [(hit.start, hit.end) for hit in hits if concepts[hit.term.concept].do_not_translate]
    code = [found.span() for found in _CODE.finditer(text)]
    return [*terms, *code, *_names(opened.project.config.protected_names).spans(text, opened.article.lang, alone=True)]


@functools.lru_cache(maxsize=1)
def _names(protected: tuple[str, ...]) -> Names:
    return Names(protected)


def held_back(task: Task) -> WithheldError | None:
    """Why texts that an engine is to translate do not go there, if there are any."""
    if task.withheld is None or len(task.remembered) == len(task.empty):
        return None
    return WithheldError(task.withheld.message, path=task.opened.article.path, hint=task.withheld.hint)
