"""The records of a language, of which little is in memory, are as a table of them would be."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import publications
from l10n_flow.publications import Record
from l10n_flow.recorded import Made, Overlaid, Recorded

NAMES = st.sampled_from(["2025/tram", "bus", "трам", "zoo", "a"])
RECORDS = st.builds(
    Record,
    article=NAMES,
    slug=st.sampled_from(["tram", "трам", "b"]),
    first=st.just("2025-05-12T09:30:00Z"),
    last=st.just("2025-05-12T09:30:00Z"),
    source=st.just("s"),
    texts=st.sampled_from(["t", "u"]),
    state=st.just("live"),
)
TABLES = st.lists(RECORDS, unique_by=lambda one: one.article).map(lambda all_: {one.article: one for one in all_})


def recorded(table: dict[str, Record]) -> Recorded:
    """The same as a file has them."""
    return Recorded(io.BytesIO(b"".join(publications.lines(table))), "x")


@given(TABLES, st.lists(NAMES))
def test_a_file_of_records_is_a_table_whatever_is_asked_for(table: dict[str, Record], asked: list[str]) -> None:
    read = recorded(table)
    assert list(read) == sorted(table)
    assert [(read.get(name), name in read) for name in asked] == [(table.get(name), name in table) for name in asked]
    assert dict(read) == table
    with pytest.raises(KeyError):
        read["there is none"]


@given(TABLES, TABLES, st.sets(NAMES))
def test_records_of_which_some_have_changed(before: dict[str, Record], new: dict[str, Record], gone: set[str]) -> None:
    now = Overlaid(recorded(before), new, gone)
    expected = {name: one for name, one in before.items() if name not in gone} | new
    assert dict(now) == expected
    assert list(now) == sorted(expected)
    assert (len(now), [name in now for name in (*before, *new)]) == (
        len(expected),
        [name in expected for name in (*before, *new)],
    )


@given(TABLES, TABLES)
def test_what_a_round_has_made_goes_over_what_there_was(before: dict[str, Record], new: dict[str, Record]) -> None:
    made = Made()
    for article, one in new.items():
        made.put(article, {"uz": one})
        made.put(article, {"ru": one})
    assert dict(made.over("ru", recorded(before))) == before | new
    assert dict(made.over("uz", recorded(before))) == before


def test_it_is_known_what_articles_are_called_now() -> None:
    one = Record(article="tram", slug="tram", first="f", last="l", source="s", texts="t", state="live")
    moved = publications.renamed(publications.renamed(one, "bus", "tram"), "2025/taxi", "tram")
    assert (moved.born, moved.ids) == ("tram", ("bus",))
    assert recorded({"2025/taxi": moved}).heirs == {"tram": "2025/taxi", "bus": "2025/taxi"}
    assert publications.renamed(moved, "tram", "tram").ids == ("bus", "2025/taxi")
