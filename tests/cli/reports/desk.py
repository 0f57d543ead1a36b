"""A newsroom whose translators were in a hurry, for the program to be run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.values import replace
from tests.cli.newsroom import flow, write

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """<html lang="en"><head><title>The market</title></head><body><article><h1>The market</h1>
<p>The <em>bridge</em> is open, and nobody is late.</p>
<p>A patent costs &lt;script&gt;alert()&lt;/script&gt; 24% more.</p>
<p>Apples are cheap this year.</p></article></body></html>
"""
SAID = {
    "The market": "Рынок",
    "The <em>bridge</em> is open, and nobody is late.": "<em>Мoст</em>  открыт , и никто не опоздал.",
    "A patent costs &lt;script>alert()&lt;/script> 24% more.": "Патент &lt;script>alert()&lt;/script> на 42\u00a0%.",
}
COMMENT = "ask the lawyer <b>today</b>\nl10n-flow: ignore dates: none here"


def found(folder: Path) -> Path:
    """A newsroom with one article, in Russian with mistakes, and not at all in Tajik."""
    write(folder / "l10n-flow.toml", 'languages = ["en", "ru", "tg"]\n[site]\nname = "Desk & <Co>"\n')
    write(folder / "source_articles/2025/market.html", ARTICLE)
    flow(folder, "sync")
    path = folder / "locales/ru/2025/market.po"
    catalog = catalogs.read(path)
    units = (
        catalogs.changed(unit, target=SAID[unit.source], comment=COMMENT if ">" in unit.source else "")
        if unit.source in SAID
        else unit
        for unit in catalog.units
    )
    catalogs.write(path, replace(catalog, units=tuple(units)))
    return folder
