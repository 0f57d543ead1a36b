"""The settings of a newsroom: what can be set, the defaults, and what editors' completion says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from ..languages import registry
from ..values import replace

if TYPE_CHECKING:
    from ..languages.language import Language

CONFIG_NAME = "l10n-flow.toml"


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
_Files = Annotated[
    tuple[Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,8}$")], ...],
    _says(
        "Kinds of files, as pdf, mp3 or mp4, that are published if an article embeds them or leads to them, and they "
        "lie beside it. They are copied as they are, with all that they tell of who made them, where and when."
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
        from ..languages.language import Bound

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
    files: _Files = ()
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


def schema() -> dict[str, Any]:
    """The JSON schema of `l10n-flow.toml`, for editors' completion."""
    return msgspec.json.schema(Config)
