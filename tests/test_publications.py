"""Records of what was published: a line for each edition, made to merge."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import publications, shown
from l10n_flow.errors import RecordError
from l10n_flow.merging.git import union
from l10n_flow.publications import Record
from l10n_flow.recorded import Recorded
from l10n_flow.shown import Card
from tests.repository import commit, git, repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TIMES = st.sampled_from([f"2025-05-{day:02}T10:00:00Z" for day in range(1, 9)])
RECORDS = st.builds(
    Record,
    article=st.just("2025/tram"),
    slug=st.sampled_from(["tram", "the-tram", "a-tram"]),
    first=TIMES,
    last=TIMES,
    source=st.sampled_from(["a" * 64, "b" * 64]),
    texts=st.sampled_from(["a" * 64, "b" * 64]),
    state=st.sampled_from(["live", "withdrawn"]),
)
CARD = Card("2025/tram", "ru", "tramvai", "Трамвай", source="s", texts="t")
LINE = (
    '{"article":"2025/tram","slug":"tramvai","first":"2025-05-12T09:30:00Z","last":"2025-05-12T09:30:00Z",'
    '"source":"s","texts":"t","state":"live"}\n'
)
NOW, LATER = "2025-05-12 14:30+0500", "2025-06-01T00:00:00+00:00"


def parse(text: str, path: str) -> dict[str, Record]:
    """The records in a file."""
    return dict(Recorded(io.BytesIO(text.encode()), path))


def dumped(records: Iterable[Record]) -> bytes:
    """The file of some records."""
    return b"".join(line for one in records for line in publications.lines({one.article: one}))


def test_a_line_for_each_edition_sorted_with_its_keys_in_order() -> None:
    new = shown.after({}, {"ru": CARD}, (), NOW)["ru"]
    assert dumped([new]) == LINE.encode()
    other = Record(**{**{name: getattr(new, name) for name in new.__struct_fields__}, "article": "2024/bus"})
    both = publications.lines({one.article: one for one in (new, other)})
    assert [line.decode()[:22] for line in both] == [
        '{"article":"2024/bus",',
        '{"article":"2025/tram"',
    ]
    assert parse(LINE, "x") == {"2025/tram": new}


def test_a_record_changes_only_if_the_edition_says_something_else() -> None:
    first = shown.after({}, {"ru": CARD}, (), NOW)
    assert shown.after(first, {"ru": shown.replaced(CARD, title="x")}, (), LATER) == first
    again = shown.after(first, {"ru": shown.replaced(CARD, texts="u")}, (), LATER)["ru"]
    assert (again.first, again.last, again.texts) == ("2025-05-12T09:30:00Z", "2025-06-01T00:00:00Z", "u")


def test_it_says_since_when_an_edition_is_stale_until_it_is_not() -> None:
    first = shown.after({}, {"ru": CARD}, (), NOW)
    stale = shown.after(first, {}, {"ru"}, LATER)
    assert stale["ru"].stale == "2025-06-01T00:00:00Z"
    assert shown.after(stale, {}, {"ru"}, "2025-07-01T00:00:00+00:00") == stale
    assert shown.after(stale, {}, (), LATER) == first
    new = shown.after(stale, {"ru": shown.replaced(CARD, texts="u")}, (), LATER)["ru"]
    assert new.stale == ""


def test_lines_that_two_people_wrote_are_one_record() -> None:
    theirs = LINE.replace("2025-05-12", "2025-05-10").replace("tramvai", "novyj-tramvai").replace('"t"', '"v"')
    (joined,) = parse(LINE + theirs, "x").values()
    assert (joined.slug, joined.was, joined.first[:10]) == ("novyj-tramvai", ("tramvai",), "2025-05-10")
    assert (joined.last[:10], joined.texts) == ("2025-05-12", "t")


@given(st.lists(RECORDS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_in_whatever_order_git_has_put_them(records: list[Record], chance: st.DataObject) -> None:
    lines = dumped(records).decode().splitlines(keepends=True)
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (parse("".join(some), "x")["2025/tram"] for some in (lines, shuffled))
    assert (one.slug, one.first, one.last, one.state, {*one.was}) == (
        *(other.slug, other.first, other.last, other.state),
        {*other.was},
    )
    assert parse("".join(lines) * 2, "x")["2025/tram"].slug == one.slug
    assert {one.slug, *one.was} == {record.slug for record in records}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"article":"x"}', LINE.replace("live", "dead"), LINE.replace('"slug"', '"slog"')]
)
def test_a_broken_line_is_told_with_its_number(line: str) -> None:
    with pytest.raises(RecordError) as error:
        parse(f"{LINE}\n{line}", "published/ru.jsonl")
    assert str(error.value).startswith("published/ru.jsonl:3: this is no record of what was published")


def test_git_merges_what_two_branches_published(tmp_path: Path) -> None:
    repository(tmp_path)
    path = tmp_path / "published/ru.jsonl"
    path.parent.mkdir()
    (tmp_path / ".gitattributes").write_text(f"{union('published')}\n", "utf-8")
    path.write_text(LINE, "utf-8")
    commit(tmp_path, "first")
    git(tmp_path, "switch", "--quiet", "--create", "other").check_returncode()
    path.write_text(LINE.replace('"t"', '"u"').replace('last":"2025-05', 'last":"2025-06'), "utf-8")
    commit(tmp_path, "other")
    git(tmp_path, "switch", "--quiet", "main").check_returncode()
    path.write_text(LINE.replace('"t"', '"v"') + LINE.replace("2025/tram", "2025/zoo"), "utf-8")
    commit(tmp_path, "ours")
    git(tmp_path, "merge", "--quiet", "other").check_returncode()
    found = parse(path.read_text("utf-8"), "x")
    assert found.keys() == {"2025/tram", "2025/zoo"}
    assert (found["2025/tram"].first[:7], found["2025/tram"].last[:7], found["2025/tram"].texts) == (
        *("2025-05", "2025-06"),
        "u",
    )


@pytest.mark.parametrize(
    ("article", "slug", "reserved"),
    [
        ("index", "", True),
        ("hello", "Index", True),
        ("topics/law", "x", True),
        ("archive/1", "", True),
        ("archive/1", "first", False),
        ("archive/old", "", False),
        ("2025/index", "", False),
        ("topics", "", False),
    ],
)
def test_the_site_keeps_its_own_addresses(article: str, slug: str, *, reserved: bool) -> None:
    assert publications.is_reserved(article, slug) is reserved


def test_lines_with_such_an_address_count_as_none() -> None:
    wrong = LINE.replace("2025/tram", "index").replace("tramvai", "index")
    former = LINE.replace("2025/tram", "zoo").replace('"live"}', '"live","was":["index","x"]}')
    found = parse(wrong + former, "x")
    assert {article: record.was for article, record in found.items()} == {"zoo": ("x",)}
