"""`l10n-flow.toml`: its shape, its reading, and messages that an editor can act on."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from . import patterns, weburl
from .errors import ConfigError, LanguageError
from .languages import registry
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .languages.language import Language

CONFIG_NAME = "l10n-flow.toml"

_UNKNOWN = r"unknown field `(?P<key>[^`]*)`(?: - at `\$\.?(?P<where>[^`]*)`)?"
_AT = r" - at `\$\.?(?P<where>[^`]*)`"
_TYPES = r"Expected `(?P<wanted>\w+)`, got `\w+`"
_WANTED = {
    "array": 'a list: ["one", "two"]',
    "object": "a table, with a line [name] of its own",
    "int": "a whole number",
    "str": "a text in quotes",
}


def _says(description: str) -> msgspec.Meta:
    """What an editor shows beside a setting."""
    return msgspec.Meta(description=description)


_Languages = Annotated[tuple[str, ...], _says("The editions: BCP 47 tags, in the order of the language switcher.")]
_SourceLanguage = Annotated[str, _says("The language of articles that name none.")]
_Segmentation = Annotated[
    Literal["block", "sentence"], _says("A unit is a block (a paragraph, a caption), or a sentence of one.")
]
_Memory = Annotated[
    Literal["review", "accept", "off"],
    _says("What other articles say for the same text fills new units: for review (fuzzy), as it is, or not at all."),
]
_Approvals = Annotated[
    int, msgspec.Meta(ge=0, description="How many people must approve of an edition before it is published; 0: none.")
]
_KeepRoles = Annotated[
    tuple[str, ...], _says("Roles whose texts stay as they are in every edition, for example credit and byline.")
]
_Checks = Annotated[
    dict[str, Literal["error", "warning", "info", "off"]],
    _says(
        'How bad it is what a check finds, where it does not say itself that it is less, or off: numbers = "error", '
        'quotes = "info"; or of one subject: "spacing(double)" = "warning". An edition with an error is not published.'
    ),
]
_Sources = Annotated[str, _says("Where reporters write.")]
_Locales = Annotated[str, _says("Where the translators' PO files are: <language>/<article>.po.")]
_Glossary = Annotated[
    str, _says("What the desk agreed on; in spelling/<language>.toml how derived editions spell their words.")
]
_Public = Annotated[str, _says("Where the pages go.")]
_Records = Annotated[
    str, _says("What was published, when and under which slug: <language>.jsonl. Git keeps it; nobody writes there.")
]
_Name = Annotated[str, _says("What the newsroom calls itself, on every page.")]
_BaseUrl = Annotated[str, _says("Where the folder of the pages is on the web; empty if that is not known.")]
_Desks = Annotated[
    tuple[str, ...],
    _says("Authors that are no persons, beside those that languages have words for (desk, newsroom): agencies."),
]
_Timezone = Annotated[
    str,
    _says(
        "The newsroom's time zone, as Asia/Tashkent: times in articles that say none are of it, and pages show it. "
        "If not set, times are shown as they are written."
    ),
]
_Slugs = Annotated[
    Literal["id", "headline"],
    _says(
        "What the address of an edition ends with: the name of the article's file, or its headline in the edition's "
        "language as it is when the edition is published first."
    ),
]
_Stale = Annotated[
    Literal["notice", "withdraw", "keep"],
    _says(
        "What readers get of an edition whose article has changed since, until it is translated: the last good page "
        "with a notice, no page, or the last good page as it is."
    ),
]
_ImageHosts = Annotated[
    tuple[str, ...],
    _says(
        "Other sites that pictures on pages may come from, as https://pictures.example.org. Who shows a picture of "
        "another site tells that site who reads the page; pictures beside the article tell nobody."
    ),
]
_ImageWidths = Annotated[
    tuple[Annotated[int, msgspec.Meta(ge=16, le=8000)], ...],
    _says("Widths in pixels of smaller copies of photographs, for smaller screens: [480, 960]. It needs Pillow."),
]
_Date = Annotated[
    str, _says("A date in running text: {day} {month} {year}; {number} is the month as a number, {day:02} two digits.")
]
_Dates = Annotated[
    Literal["day", "moment"], _says("When an article was published, as pages say it: the day, or with its time.")
]
_Months = Annotated[tuple[str, ...], _says("The twelve months, as they stand in a date.")]
_Time = Annotated[str, _says("A time: {hour:02}:{minute:02}, or with {hour12} and {half} (a.m., p.m.).")]
_Moment = Annotated[str, _says("A date and a time: {date}, {time}.")]
_Decimal = Annotated[str, _says("The decimal sign of numbers.")]
_Group = Annotated[str, _says("What stands between the thousands of numbers.")]
_Conjunction = Annotated[str, _says('The "and" before the last item of a list.')]
_Money = Annotated[
    dict[str, tuple[str, ...]],
    _says(
        'Sums of money by ISO 4217 code, a text for each plural form: USD = ["{amount} dollar", "{amount} dollars"].'
    ),
]
_Bind = Annotated[
    bool, _says("Keep short words, initials, numbers and dashes on a line with what they belong to, on pages only.")
]
_BindAfter = Annotated[tuple[str, ...], _says("More words that do not end a line, as they are written.")]
_Protected = Annotated[
    tuple[str, ...],
    _says("Names that nobody outside may learn (a source's real name), in all spellings."),
]
_Engine = Annotated[str, _says("Which engine pretranslate asks, if none is named; l10n-flow engines lists them.")]
_OwnHosts = Annotated[
    tuple[str, ...],
    _says("Hosts of the desk's own engines (name, or name:port): only they get the texts of embargoed articles."),
]
_Concurrency = Annotated[int, msgspec.Meta(ge=1, le=64, description="How many requests may be under way at once.")]
_Rate = Annotated[
    Annotated[float, msgspec.Meta(ge=0)] | None,
    _says("How many requests a second may begin; 0: no limit. If not set: 5, and no limit for the desk's own hosts."),
]
_Timeout = Annotated[float, msgspec.Meta(gt=0, le=600, description="How many seconds an answer may take as a whole.")]
_Attempts = Annotated[int, msgspec.Meta(ge=1, le=20, description="How often a request is tried in all.")]
_Log = Annotated[str, _says("Where every request is written down, from the workspace's root; nothing is ever deleted.")]
_Engines = Annotated[dict[str, "EngineSettings"], _says("What single engines need to know, by their names.")]
_Url = Annotated[str, _says("Where the engine is, if not where it is for everybody: http://127.0.0.1:5000/")]
_Model = Annotated[str, _says("Which of its models translates.")]
_Region = Annotated[str, _says("Where its account is (microsoft).")]
_Price = Annotated[
    Annotated[float, msgspec.Meta(ge=0)] | None,
    _says("What a million characters cost, in dollars, if not what its owner asks of everybody."),
]
_Limit = Annotated[
    Annotated[int, msgspec.Meta(ge=50)] | None,
    _says("How many characters a request may have, if not as many as usual."),
]


class Folders(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where things are, from the workspace's root."""

    sources: _Sources = "source_articles"
    locales: _Locales = "locales"
    glossary: _Glossary = "glossary"
    public: _Public = "public"
    records: _Records = "published"

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return (self.sources, self.locales, self.glossary, self.public, self.records)


class Locale(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The house style of a language on pages, where it is not the usual one."""

    date: _Date = ""
    months: _Months = ()
    time: _Time = ""
    moment: _Moment = ""
    dates: _Dates = "day"
    decimal: _Decimal = ""
    group: _Group = ""
    conjunction: _Conjunction = ""
    money: _Money = {}
    bind: _Bind = True
    bind_after: _BindAfter = ()

    def of(self, language: Language) -> Language:
        """A language in this style."""
        from .languages.language import Bound

        own: dict[str, Any] = {
            "date_pattern": self.date,
            "months": self.months,
            "time_pattern": self.time,
            "moment_pattern": self.moment,
            "shows_time": self.dates == "moment",
            "decimal_sign": self.decimal,
            "group_sign": self.group,
            "conjunction": self.conjunction,
            "money": self.money and {**language.money, **self.money},
        }
        bound = language.bound
        own["bound"] = replace(bound, after=bound.after | {*self.bind_after}) if self.bind else Bound()
        return replace(language, **{name: value for name, value in own.items() if value})


_Locale = Annotated[dict[str, Locale], _says("The house style of each language on pages: [locale.ru] ...")]


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the published pages say of the newsroom."""

    name: _Name = ""
    base_url: _BaseUrl = ""
    timezone: _Timezone = ""
    desks: _Desks = ()
    slugs: _Slugs = "id"
    stale: _Stale = "notice"
    image_hosts: _ImageHosts = ()
    image_widths: _ImageWidths = ()


class EngineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an engine needs to know; its key is in the environment only."""

    url: _Url = ""
    model: _Model = ""
    region: _Region = ""
    price: _Price = None
    limit: _Limit = None


class Machine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Machine translation."""

    engine: _Engine = "catalog"
    own_hosts: _OwnHosts = ()
    concurrency: _Concurrency = 4
    rate: _Rate = None
    timeout: _Timeout = 30.0
    attempts: _Attempts = 5
    log: _Log = "requests.log"
    engines: _Engines = {}


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a newsroom."""

    languages: _Languages
    source_language: _SourceLanguage = "en"
    segmentation: _Segmentation = "block"
    memory: _Memory = "review"
    keep_roles: _KeepRoles = ()
    approvals: _Approvals = 0
    checks: _Checks = {}
    protected_names: _Protected = ()
    folders: Folders = Folders()
    site: Site = Site()
    locale: _Locale = {}
    machine: Machine = Machine()

    def language(self, tag: str) -> Language:
        """A language as the newsroom writes it on its pages; raises as `registry.get`."""
        style = self.locale.get(tag)
        return style.of(registry.get(tag)) if style else registry.get(tag)

    def __hash__(self) -> int:
        """By what is no table of its own."""
        return hash((self.languages, self.source_language, self.segmentation, self.memory, self.folders, self.site))


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


def schema() -> dict[str, Any]:
    """The JSON schema of `l10n-flow.toml`, for editors' completion."""
    return msgspec.json.schema(Config)


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
    from .model import Role

    for role in config.keep_roles:
        if role not in list(Role):
            yield f"there is no role {role!r}", role, f"roles are {', '.join(Role)}"


def _wrong_checks(config: Config) -> Iterator[tuple[str, str, str]]:
    from . import plugins

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
