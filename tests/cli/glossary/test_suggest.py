"""`l10n-flow glossary suggest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.glossary.desk import LAW
from tests.cli.newsroom import flow, flow_json, found, write

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>'


def newsroom(folder: Path) -> Path:
    """Two articles about a town and a paper that one needs there."""
    found(
        folder,
        one=PAGE.format(
            "One", "We went to Khorugh with a <em>language test</em> certificate, called a “green card” there."
        ),
        two=PAGE.format("Two", "In Khorugh no language test is asked for, nor a “green card” of any kind."),
    )
    write(folder / "glossary/law.toml", LAW)
    flow(folder, "sync", "-q", "--lang", "tg")
    path = folder / "locales/tg/2025/two.po"
    text = path.read_text("utf-8").replace('kind."\nmsgstr ""', 'kind."\nmsgstr "Дар Хоруғ."')
    path.write_text(text, "utf-8")
    return folder


def test_what_recurs(tmp_path: Path) -> None:
    result = flow(newsroom(tmp_path), "glossary", "suggest", "--min", "2")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "names",
        "  2 × Khorugh (en, 2 articles)",
        "    seen in tg: Хоруғ",
        "    source_articles/2025/one.html:1: We went to [Khorugh] with a <em>language test</em> c…",
        "in quotation marks",
        "  2 × green card (en, 2 articles)",
        "    source_articles/2025/one.html:1: …est</em> certificate, called a “[green card]” there.",
        "phrases",
        "  2 × language test (en, 2 articles)",
        "    source_articles/2025/one.html:1: We went to Khorugh with a <em>[language test]</em> certificate, called"
        " a “gre…",
        "3 suggestions",
    ]


def test_all_places_with_v(tmp_path: Path) -> None:
    shown = flow(newsroom(tmp_path), "glossary", "suggest", "--min", "2", "-v").stdout
    assert shown.count("source_articles/2025/two.html:1: ") == 3


def test_nothing_is_frequent_enough(tmp_path: Path) -> None:
    result = flow(newsroom(tmp_path), "glossary", "suggest")
    assert (result.exit_code, result.stdout) == (0, "0 suggestions\n")
    assert flow(tmp_path, "glossary", "suggest", "--min", "1").exit_code == 2


def test_for_programs(tmp_path: Path) -> None:
    document = flow_json(newsroom(tmp_path), "glossary", "suggest", "--min", "2", "--lang", "tg")
    first = document["suggestions"][0]
    assert (first["kind"], first["text"], first["lang"], first["count"]) == ("name", "Khorugh", "en", 2)
    assert first["articles"] == ["2025/one", "2025/two"]
    assert first["forms"] == [{"text": "Khorugh", "count": 2}]
    assert first["seen"] == {"tg": [{"text": "Хоруғ", "count": 1}]}
    place = first["places"][1]
    assert (place["path"], place["line"], place["text"][place["start"] : place["end"]]) == (
        "source_articles/2025/two.html",
        1,
        "Khorugh",
    )
