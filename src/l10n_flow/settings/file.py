"""`l10n-flow.toml`: its reading, and messages that an editor can act on."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import ConfigError, LanguageError
from ..languages import registry
from ..text import date_patterns as patterns
from ..values import replace
from . import weburl
from .settings import CONFIG_NAME, Config, EngineSettings, Folders, Locale, Machine, Site, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["parse"]

_UNKNOWN = r"unknown field `(?P<key>[^`]*)`(?: - at `\$\.?(?P<where>[^`]*)`)?"
_AT = r" - at `\$\.?(?P<where>[^`]*)`"
_TYPES = r"Expected `(?P<wanted>\w+)`, got `\w+`"
_WANTED = {
    "array": 'a list: ["one", "two"]',
    "object": "a table, with a line [name] of its own",
    "int": "a whole number",
    "str": "a text in quotes",
}


_TABLES: Mapping[str, type[msgspec.Struct]] = {
    "folders": Folders,
    "site": Site,
    "locale[]": Locale,
    "machine": Machine,
    "machine.engines[]": EngineSettings,
}


def parse(text: str, path: str = CONFIG_NAME) -> Config:
    """Read the settings.

    Raises:
        ConfigError: with the line of the mistake, and what was probably meant.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(
            f"this is no TOML: {error}",
            path=path,
            line=int(line[1]) if line else text.count("\n") + 1,
            hint='a setting is a line like: source_language = "en"',
        ) from error
    except RecursionError as error:
        raise ConfigError("this is nested too deeply", path=path, line=1) from error
    try:
        config = msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise _explained(str(error), text, path) from error
    _check(config, text, path)
    return replace(config, site=_settled(config.site)) if config.site.base_url else config


def _check(config: Config, text: str, path: str) -> None:
    for message, key, hint in _mistakes(config):
        raise ConfigError(message, path=path, line=_line_of(text, key), hint=hint)


def _mistakes(config: Config) -> Iterator[tuple[str, str, str]]:
    """What the types alone do not say: message, the word to find the line by, what to do."""
    for tag in (*config.languages, config.source_language):
        try:
            known = registry.get(tag)
        except LanguageError as error:
            import difflib

            close = difflib.get_close_matches(tag, registry.tags())
            yield error.message, tag, f"did you mean {close[0]!r}?" if close else error.hint
            return
        if known.tag != tag:
            yield f"{tag!r} is written {known.tag!r}", tag, f"write {known.tag!r}"
        if known.base and known.base not in config.languages:
            yield f"{tag!r} is derived from {known.base!r}, which is missing", tag, f"add {known.base!r} to languages"
    twice = next((tag for tag in config.languages if config.languages.count(tag) > 1), None)
    if twice:
        yield f"{twice!r} stands twice in languages", "languages", "leave one of them out"
    if config.source_language not in config.languages:
        add = f"add {config.source_language!r} to languages"
        yield "source_language is none of the languages", "source_language", add
    yield from _wrong_roles(config) if config.keep_roles else ()
    yield from _wrong_checks(config) if config.checks else ()
    yield from _wrong_site(config.site)
    yield from _wrong_locales(config)
    yield from _wrong_folders(config)


def _wrong_site(site: Site) -> Iterator[tuple[str, str, str]]:
    try:
        _settled(site)
    except ValueError as error:
        yield f"base_url {site.base_url!r} {error}", "base_url", "write it as https://example.org/"
    for host in site.image_hosts:
        if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", host):
            yield f"image_hosts: {host!r} is no site", "image_hosts", "write it as https://pictures.example.org"
    if site.timezone:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(site.timezone)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            import difflib

            close = difflib.get_close_matches(site.timezone, zoneinfo.available_timezones(), 1)
            hint = f"did you mean {close[0]!r}?" if close else "write it as Asia/Tashkent"
            yield f"there is no time zone {site.timezone!r}", "timezone", hint


def _settled(site: Site) -> Site:
    """A site with its address in the form that goes into pages; raises as `weburl.folder`."""
    return replace(site, base_url=weburl.folder(site.base_url)) if site.base_url else site


def _wrong_locales(config: Config) -> Iterator[tuple[str, str, str]]:
    if not config.locale:
        return
    for tag, style in config.locale.items():
        if tag not in config.languages:
            yield f"{tag!r} is none of the languages", tag, f"they are {', '.join(config.languages)}"
            continue
        if style.months and len(style.months) != 12:
            yield f"[locale.{tag}]: a year has twelve months", f"locale.{tag}", "name all of them"
            continue
        if said := next(_wrong_style(style), ""):
            yield f"[locale.{tag}]: {said}", f"locale.{tag}", "the words in curly brackets are in docs/publishers.md"


def _wrong_style(style: Locale) -> Iterator[str]:
    money = [("money", form) for forms in style.money.values() for form in forms]
    for kind, pattern in (("date", style.date), ("time", style.time), ("moment", style.moment), *money):
        if (pattern or kind == "money") and (said := patterns.mistake(kind, pattern)):
            yield f"a pattern is wrong: {said}"
    for currency, forms in style.money.items():
        if not re.fullmatch("[A-Z]{3}", currency):
            yield f"{currency!r} is no ISO 4217 code"
        if not forms:
            yield f"there is no text for {currency}"
    if any(sign.isalnum() for sign in (style.decimal + style.group)):
        yield "a sign in numbers is a letter or a digit"
    if style.decimal and style.decimal == style.group:
        yield "decimal and group are the same"


def _wrong_roles(config: Config) -> Iterator[tuple[str, str, str]]:
    from ..model import Role

    for role in config.keep_roles:
        if role not in list(Role):
            yield f"there is no role {role!r}", role, f"roles are {', '.join(Role)}"


def _wrong_checks(config: Config) -> Iterator[tuple[str, str, str]]:
    from .. import plugins

    for name in config.checks:
        if name.partition("(")[0] not in plugins.check_ids():
            yield f"there is no check {name!r}", name, "l10n-flow check --list shows them all"


def _wrong_folders(config: Config) -> Iterator[tuple[str, str, str]]:
    folders: dict[str, str] = msgspec.structs.asdict(config.folders)
    for key, name in folders.items():
        path = Path(name)
        if not path.parts or path.is_absolute() or ".." in path.parts or not name.isprintable():
            yield f"the folder {name!r} is not in the workspace", key, "write a path from the workspace's root"
        elif path.parts[0].startswith("."):
            yield f"{name!r} is hidden, and left to the tools", key, "write a name without a dot before it"
    for one, other in itertools.permutations(folders, 2):
        if folders[one] != getattr(Folders(), one) and Path(folders[one]).is_relative_to(folders[other]):
            yield f"the folder {one} is the folder {other}, or in it", one, "give each folder a place of its own"


def _explained(message: str, text: str, path: str) -> ConfigError:
    unknown = re.search(_UNKNOWN, message)
    if unknown:
        import difflib

        key, where = unknown["key"], unknown["where"] or ""
        table = _TABLES.get(re.sub(r"\[.*", "[]", where), Config)
        close = difflib.get_close_matches(key, table.__struct_fields__, 1, 0.5)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(table.__struct_fields__)}"
        return ConfigError(f"the setting {key!r} is not known", path=path, line=_line_of(text, key), hint=hint)
    at = re.search(_AT, message)
    key = re.split(r"[.\[]", re.sub(r"\[\d*\.*\]", "", at["where"]))[-1] if at else ""
    line = _line_of(text, key) if key else None
    if types := re.match(_TYPES, message):
        wanted = _WANTED.get(types["wanted"], types["wanted"])
        return ConfigError(f"the setting {key!r} is of a wrong kind", path=path, line=line, hint=f"it is {wanted}")
    if not key:
        return ConfigError("languages are missing", path=path, line=1, hint='write, for example: languages = ["en"]')
    known = _known_values(schema()["$defs"], key)
    told = re.sub(_AT, "", message).replace("`", "")
    return ConfigError(f"{key}: {told}", path=path, line=line, hint=f"write {known}")


def _known_values(tables: Mapping[str, Any], key: str) -> str:
    """What a setting may be, of any of the tables, in words."""
    wanted = next(table["properties"][key] for table in tables.values() if key in table.get("properties", ()))
    wanted = wanted.get("additionalProperties", wanted.get("items", wanted))
    wanted = next((one for one in wanted.get("anyOf", ()) if one["type"] != "null"), wanted)
    if "enum" in wanted:
        return " or ".join(f'"{word}"' for word in wanted["enum"])
    if "pattern" in wanted:
        return f"a text like {wanted['pattern']}"
    above = wanted.get("exclusiveMinimum")
    least = f"from {wanted.get('minimum', 0)}" if above is None else f"above {above}"
    return f"a number {least} to {wanted['maximum']}" if "maximum" in wanted else f"a number {least}"


def _line_of(text: str, word: str) -> int | None:
    """The line that sets a key, else the first that has the word."""
    for pattern in (rf"^\s*\[?\"?{re.escape(word)}\"?\s*[=\]]", rf"\b{re.escape(word)}\b"):
        found = re.search(pattern, text, re.MULTILINE)
        if found:
            return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1
    return None
