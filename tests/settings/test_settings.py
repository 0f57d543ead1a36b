"""`l10n-flow.toml`: what it may say, and what an editor reads when it says something else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import locales
from l10n_flow.errors import ConfigError
from l10n_flow.languages import registry
from l10n_flow.settings import settings
from l10n_flow.settings.file import parse
from l10n_flow.text import typography

LEAST = 'languages = ["en"]\n'


def mistake(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        parse(text, "here.toml")
    return caught.value


def test_the_least_that_a_newsroom_must_say() -> None:
    config = parse('languages = ["en", "tg"]')
    assert config.languages == ("en", "tg")
    assert (config.source_language, config.segmentation, config.keep_roles) == ("en", "block", ())
    assert config.folders == settings.Folders(
        sources="source_articles", locales="locales", glossary="glossary", public="public"
    )
    assert config.site == settings.Site(name="", base_url="")


def test_a_language_in_the_newsrooms_own_style() -> None:
    config = parse("""
        languages = ["en", "ru"]
        [locale.ru]
        date = "{day:02}.{number:02}.{year}"
        time = "{hour}.{minute:02}"
        moment = "{time} {date}"
        group = "."
        conjunction = "&"
        bind = false
        money = {RUB = ["{amount} ₽"]}
    """)
    russian = config.language("ru")
    assert locales.format_moment("2025-02-05T09:05:00+05:00", russian) == "9.05 05.02.2025"
    assert locales.format_money(21000.5, "RUB", russian) == "21.000,5 ₽"
    assert locales.format_money(1, "USD", russian) == "1\xa0доллар"
    assert locales.format_list(["а", "б"], russian) == "а & б"
    assert typography.bind("в доме", russian.bound) == "в доме"
    assert config.language("en") is registry.get("en")


def test_words_of_its_own_that_do_not_end_a_line() -> None:
    config = parse('languages = ["ru"]\nsource_language = "ru"\n[locale.ru]\nbind_after = ["дом"]')
    assert typography.bind("в дом иди", config.language("ru").bound) == "в\xa0дом\xa0иди"


def test_all_that_it_can_say() -> None:
    config = parse("""
        languages = ["ru", "uz", "uz-Cyrl"]
        source_language = "ru"
        segmentation = "sentence"
        keep_roles = ["credit", "list item"]
        [folders]
        sources = "texts/articles"
        locales = "po"
        glossary = "terms"
        public = "www"
        [site]
        name = "Вести"
        base_url = "https://example.org/news/"
    """)
    assert (config.source_language, config.segmentation) == ("ru", "sentence")
    assert config.keep_roles == ("credit", "list item")
    assert (config.folders.sources, config.site.name) == ("texts/articles", "Вести")


@pytest.mark.parametrize(
    ("text", "line", "says", "hint"),
    [
        ("", 1, "languages are missing", 'languages = ["en"]'),
        ('langauges = ["en"]', 1, "'langauges' is not known", "did you mean 'languages'?"),
        (LEAST + 'segmentaton = "block"', 2, "'segmentaton' is not known", "did you mean 'segmentation'?"),
        (LEAST + "[folder]", 2, "'folder' is not known", "did you mean 'folders'?"),
        (LEAST + '[folders]\n# source = 1\nsource = "x"', 4, "'source' is not known", "did you mean 'sources'?"),
        (LEAST + '[site]\nname = "x"\nbaseurl = "x"', 4, "'baseurl' is not known", "did you mean 'base_url'?"),
        (LEAST + '[locale.en]\ndat = "x"', 3, "'dat' is not known", "did you mean 'date'?"),
        (LEAST + "[locale.en]\ndate = 3", 3, "'date' is of a wrong kind", "a text in quotes"),
        (LEAST + '[locale.en]\ndate = "{dy}"', 2, "a pattern is wrong", "curly brackets"),
        (LEAST + '[locale.en]\ndate = "{day"', 2, "a pattern is wrong", "curly brackets"),
        (LEAST + '[locale.en]\nmonths = ["a"]', 2, "twelve months", "all of them"),
        (LEAST + '[locale.en]\nmoney = {RUB = ["{x}"]}', 2, "a pattern is wrong", "curly brackets"),
        (LEAST + "[locale.ru]", 2, "'ru' is none of the languages", "they are en"),
        (LEAST + '[site]\nimage_hosts = ["example.org"]', 3, "'example.org' is no site", "https://"),
        (LEAST + "[site]\nimage_widths = [1]", 3, "Expected", "a number from 16 to 8000"),
        (LEAST + "[site]\nfiles = ['.pdf']", 3, "Expected", "a text like ^[a-z0-9]{1,8}$"),
        (LEAST + '[site]\nstale = "x"', 3, "Invalid", '"notice"'),
        (LEAST + "zzz = 1", 2, "'zzz' is not known", "known are languages, source_language"),
        (LEAST + '"" = 1', 2, "'' is not known", "known are"),
        (LEAST + '"my key" = 1', 2, "'my key' is not known", ""),
        ('languages = ["en"\n[site]', 2, "no TOML", "a setting is a line like"),
        (LEAST + "x =\n", 2, "no TOML", "a setting is a line like"),
        (LEAST + LEAST, 2, "no TOML", ""),
        ("x = " + "[" * 5_000, 1, "nested too deeply", ""),
        ('languages = "en"', 1, "'languages' is of a wrong kind", "a list"),
        ("languages = [1]", 1, "'languages' is of a wrong kind", "a text in quotes"),
        (LEAST + "[site]\n\nname = 3", 4, "'name' is of a wrong kind", "a text in quotes"),
        ('site = "x"\n' + LEAST, 1, "'site' is of a wrong kind", "a table"),
        (LEAST + 'segmentation = "paragraph"', 2, "'paragraph'", 'write "block" or "sentence"'),
        (LEAST + 'memory = "on"', 2, "'on'", 'write "accept" or "off" or "review"'),
        ('languages = ["en", "rus"]', 1, "'rus' is not known", "did you mean 'ru'?"),
        ('languages = ["en", "de"]', 1, "'de' is not known", f"known are {', '.join(registry.tags())}"),
        ('languages = ["en", ""]', 1, "'' is not known", "known are"),
        ('languages = [\n "en",\n "UZ",\n]', 3, "'UZ' is written 'uz'", "write 'uz'"),
        ('languages = ["en", "uz-Cyrl"]', 1, "'uz-Cyrl' is derived from 'uz'", "add 'uz' to languages"),
        ('languages = ["en", "ru", "en"]', 1, "'en' stands twice", "leave one"),
        (LEAST + 'source_language = "ru"', 2, "source_language is none of the languages", "add 'ru'"),
        ('languages = ["ru"]', None, "source_language is none of the languages", "add 'en'"),
        (LEAST + 'keep_roles = ["credits"]', 2, "no role 'credits'", "roles are kicker, headline"),
        (
            LEAST + '[folders]\nsources = "../texts"',
            3,
            "'../texts' is not in the workspace",
            "from the workspace's root",
        ),
        (
            LEAST + '[folders]\npublic = "/var/www"',
            3,
            "'/var/www' is not in the workspace",
            "from the workspace's root",
        ),
        (LEAST + '[folders]\npublic = ""', 3, "'' is not in the workspace", ""),
        (LEAST + '[folders]\npublic = "."', 3, "'.' is not in the workspace", ""),
        (LEAST + '[folders]\npublic = "a\\u0000b"', 3, "is not in the workspace", ""),
        (LEAST + '[folders]\npublic = ".git/x"', 3, "'.git/x' is hidden", "without a dot"),
        (LEAST + '[folders]\nlocales = "source_articles"', 3, "locales is the folder sources", "a place of its own"),
        (LEAST + '[folders]\npublic = "source_articles/x"', 3, "public is the folder sources, or in it", ""),
        (LEAST + '[site]\nbase_url = "javascript:alert(1)"', 3, "no web address", "https://"),
        (LEAST + '[site]\nbase_url = "https:///a"', 3, "no web address", "https://"),
        (LEAST + '[site]\nbase_url = "https://a..b/"', 3, "no web address", "https://"),
        (LEAST + '[site]\nbase_url = "https://x.org:99999/"', 3, "no web address", "https://"),
        (LEAST + '[site]\nbase_url = "https://[x/"', 3, "no web address", "https://"),
        (LEAST + '[site]\nbase_url = "https://x.org/a?b=1"', 3, "(? or #)", "https://"),
        (LEAST + '[site]\nbase_url = "https://x.org/#f"', 3, "(? or #)", "https://"),
        (LEAST + '[site]\nbase_url = "https://x.org/?"', 3, "(? or #)", "https://"),
        (LEAST + '[site]\nbase_url = "https://x.org/a b"', 3, "a blank", "https://"),
        (LEAST + '[site]\nbase_url = " https://x.org/"', 3, "a blank", "https://"),
        (LEAST + '[site]\nbase_url = "https://user:pw@x.org/"', 3, "a user's name", "https://"),
        (LEAST + '[site]\nbase_url = "https://x.org/a/%2e%2e/b"', 3, ". or ..", "https://"),
        (LEAST + '[site]\ntimezone = "Asia/Tashkend"', 3, "no time zone", "'Asia/Tashkent'"),
        (LEAST + '[site]\ntimezone = "../etc"', 3, "no time zone", "Asia/Tashkent"),
        (LEAST + '[locale.en]\ndates = "x"', 3, "Invalid", '"moment"'),
        (LEAST + '[locale.en]\ndate = "{day.__class__} {month}"', 2, "'{' that belongs to no name", ""),
        (LEAST + '[locale.en]\ndate = "{day:>999999999} {month}"', 2, "'{' that belongs to no name", ""),
        (LEAST + '[locale.en]\ndate = "{day} {month:02}"', 2, "month is no number", ""),
        (LEAST + '[locale.en]\ndate = "{year}"', 2, "lacks {day}", ""),
        (LEAST + '[locale.en]\ntime = "{hour}"', 2, "lacks {minute}", ""),
        (LEAST + '[locale.en]\nmoment = "{date}"', 2, "lacks {time}", ""),
        (LEAST + "[locale.en]\nmoney = {RUB = []}", 2, "no text for RUB", ""),
        (LEAST + '[locale.en]\nmoney = {RUB = [""]}', 2, "lacks {amount}", ""),
        (LEAST + '[locale.en]\nmoney = {Rub = ["{amount}"]}', 2, "no ISO 4217 code", ""),
        (LEAST + '[locale.en]\ndecimal = "5"', 2, "a letter or a digit", ""),
        (LEAST + '[locale.en]\ndecimal = ","\ngroup = ","', 2, "the same", ""),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_do(text: str, line: int | None, says: str, hint: str) -> None:
    error = mistake(text)
    assert error.path == "here.toml"
    assert says in error.message
    assert hint in error.hint
    assert error.line == line


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://EXAMPLE.org/Path/", "https://example.org/Path/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("https://пример.рф/новости", "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://x.org/%D0%BD/~a", "https://x.org/%D0%BD/~a"),
    ],
)
def test_the_address_of_a_site_is_brought_into_the_form_that_pages_have(typed: str, settled: str) -> None:
    base_url = parse(f'{LEAST}[site]\nbase_url = "{typed}"').site.base_url
    assert base_url == settled
    assert parse(f'{LEAST}[site]\nbase_url = "{base_url}"').site.base_url == settled


@given(
    st.dictionaries(
        st.sampled_from([*settings.Config.__struct_fields__, "x", ""]),
        st.recursive(
            st.text(max_size=5)
            | st.integers()
            | st.booleans()
            | st.sampled_from(["en", "uz", "block", "..", "credit"]),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
            max_leaves=5,
        ),
    )
)
def test_whatever_it_says_it_is_settings_or_one_clear_error(data: dict[str, object]) -> None:
    text = "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in data.items())
    error = None
    try:
        config = parse(text)
    except ConfigError as refused:
        error = refused
    assert error or config.source_language in config.languages
    assert error is None or (error.message and (error.line is None or 1 <= error.line <= text.count("\n") + 1))


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def test_the_schema_describes_every_setting() -> None:
    tables = settings.schema()["$defs"]
    assert tables.keys() == {"Config", "Folders", "Locale", "Site", "Machine", "EngineSettings"}
    for name, table in tables.items():
        assert table["properties"].keys() == set(getattr(settings, name).__struct_fields__)
        assert table["additionalProperties"] is False
        assert all("description" in field or "$ref" in field for field in table["properties"].values())


def test_a_role_that_stays_may_be_any_that_there_is_and_a_language_any_that_is_known() -> None:
    config = parse(f"languages = {list(registry.tags())}\nkeep_roles = ['byline', 'credit']")
    assert config.languages == registry.tags()
