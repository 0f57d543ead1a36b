"""Which engines there are, the languages of the newsroom that each can translate between, and the way to each."""

from __future__ import annotations

import importlib.util
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import plugins
from ..errors import EngineSetupError, FlowError, LanguageError
from ..languages import registry
from ..machine import leaving
from ..model import Sensitivity
from ..settings.settings import CONFIG_NAME, EngineSettings
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..plugins import Engine
    from ..settings.settings import Machine

__all__ = ["Known", "Route", "known", "refuse", "route", "spoken"]

_PACKAGES = ("deep_translator", "requests", "tenacity")


@dataclass(frozen=True, slots=True)
class Route:
    """The way to an engine: its id, where it is and the host there (empty: nowhere), its key (not shown), model and
    region, how many characters a request may have, and what a million of them cost (dollars; None if unknown)."""

    engine: str
    url: str
    host: str
    key: str = field(repr=False)
    model: str
    region: str
    limit: int
    price: float | None

    @property
    def is_local(self) -> bool:
        """Whether nothing is sent anywhere."""
        return not self.host


def route(engine_id: str, settings: Machine, environment: Mapping[str, str]) -> Route:
    """The way to an engine.

    Args:
        engine_id: the engine's name.
        settings: the newsroom's.
        environment: where its key is.

    Raises:
        EngineSetupError: there is no such engine, or it lacks something; with what to do.
    """
    engine = plugins.engine(engine_id)
    own = settings.engines.get(engine_id, EngineSettings())
    found = {"key": environment.get(engine.KEY, "").strip(), "url": own.url or engine.URL, "model": own.model}
    for what in engine.NEEDS:
        if not found[what]:
            in_settings = f'write {what} = "..." under [machine.engines.{engine_id}] in l10n-flow.toml'
            hint = f"set {engine.KEY} in the environment" if what == "key" else in_settings
            raise EngineSetupError(f"the engine {engine_id} lacks its {what}", hint=hint)
    if refused := leaving.refusal(Sensitivity.PUBLIC, found["url"], settings):
        raise EngineSetupError(refused.message, path=CONFIG_NAME, hint=refused.hint)
    if "#" in found["url"] or ("?" in found["url"] and "?" not in engine.URL):
        message = f"{found['url']!r} has more than an address: a question or a place in a page"
        raise EngineSetupError(message, path=CONFIG_NAME, hint="write it up to the last /")
    if found["url"] and (missing := [name for name in _PACKAGES if importlib.util.find_spec(name) is None]):
        message = f"machine translation needs {', '.join(missing)}"
        raise EngineSetupError(message, hint='pip install "l10n-flow[mt]"')
    price = engine.PRICE if own.price is None else own.price
    limit, url = own.limit or engine.LIMIT, found["url"]
    return Route(engine_id, url, _host(url), found["key"], own.model, own.region, limit, price)


def _host(url: str) -> str:
    """Where an address leads: the host, with the port if one is written."""
    return urllib.parse.urlsplit(url).netloc.lower()


class Known(Value, frozen=True):
    """An engine as the newsroom has it.

    Attributes:
        id: its name.
        says: what it is.
        host: where texts go; empty for nowhere.
        is_own: whether that is one of the desk's own hosts.
        pairs: the languages of the newsroom that it can translate between: from, to.
        price: what a million characters cost, in dollars; None if that is not known.
        error: what it lacks, None if it can be used.
    """

    id: str
    says: str
    host: str
    is_own: bool
    pairs: tuple[tuple[str, str], ...]
    price: float | None
    error: FlowError | None


def known(settings: Machine, languages: tuple[str, ...], environment: Mapping[str, str]) -> tuple[Known, ...]:
    """All engines, by name. Nothing is sent.

    Args:
        settings: the newsroom's.
        languages: the newsroom's, as BCP 47 tags.
        environment: where keys are.
    """
    return tuple(_known(one, settings, languages, environment) for one in plugins.ids("engines"))


def _known(engine_id: str, settings: Machine, languages: tuple[str, ...], environment: Mapping[str, str]) -> Known:
    engine = plugins.engine(engine_id)
    own = settings.engines.get(engine_id, EngineSettings())
    url = own.url or engine.URL
    error: FlowError | None = None
    try:
        route(engine_id, settings, environment)
    except FlowError as lacking:
        error = lacking
    return Known(
        engine_id,
        (engine.__doc__ or "").strip().partition("\n")[0],
        _host(url),
        bool(url) and leaving.refusal(Sensitivity.EMBARGOED, url, settings) is None,
        _pairs(engine, languages),
        engine.PRICE if own.price is None else own.price,
        error,
    )


def _pairs(engine: Engine, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    able = [(tag, known) for tag in languages if (known := spoken(engine, tag))]
    codes = engine.CODES
    return tuple(
        (source, target)
        for source, known in able
        for target in languages
        if target in codes and codes[target] != codes[known] and _is_written(target, source)
    )


def _is_written(target: str, source: str) -> bool:
    """Whether people translate texts in one language into the other: what is derived nobody writes."""
    return registry.get(target).base is None and registry.get(source).base != target


def refuse(engine_id: str, targets: Collection[str]) -> None:
    """Look at all the languages that texts are wanted in before anything is sent.

    Raises:
        LanguageError: one is derived from another, and nobody writes it.
        EngineSetupError: the engine does not know one.
    """
    for target in targets:
        if base := registry.get(target).base:
            raise LanguageError(f"{target} is made of {base}, and nobody writes it", hint=f"--lang {base}")
        if target not in plugins.engine(engine_id).CODES:
            message = f"{engine_id} cannot translate to {target}"
            raise EngineSetupError(message, hint="l10n-flow engines shows what each one can")


def spoken(engine: Engine, tag: str) -> str:
    """The language that an engine is given for one of ours: itself, or that which it is another script of; or empty."""
    base = registry.get(tag).base
    return tag if tag in engine.CODES else base if base and base in engine.CODES else ""
