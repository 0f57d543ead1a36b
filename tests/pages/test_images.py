"""Pictures in a text: the page says how large they are, or nothing, and finds them without detours."""

from __future__ import annotations

import pytest
from lxml import html

from l10n_flow.pages import images, safe
from l10n_flow.pages.model import Shown, Ways


@pytest.mark.parametrize(
    ("said", "known", "size"),
    [
        ("", (80, 60), ("80", "60")),
        ('width="40"', (80, 60), ("40", "30")),
        ('height="30px"', (80, 60), ("40", "30")),
        ('width="100%"', (80, 60), ("80", "60")),
        ('width="100%" height="auto"', (0, 0), (None, None)),
        ('width="40" height="999"', (80, 60), ("40", "30")),
        ('width="40" height="20"', (0, 0), ("40", "20")),
        ('width="0" height="-3"', (80, 60), ("80", "60")),
    ],
)
def test_a_picture_has_its_size_or_none(said: str, known: tuple[int, int], size: tuple[str, str]) -> None:
    image = html.fragment_fromstring(f'<img src="a.svg" {said}>')
    images.arrange(image, Ways("../media", {"a.svg": Shown(*known)}))
    assert (image.get("width"), image.get("height")) == size


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [(70, 110, "portrait"), (110, 70, None), (100, 100, None), (80, 300, None), (0, 0, None)],
)
def test_a_picture_that_is_higher_than_wide_does_not_fill_the_column(width: int, height: int, name: str | None) -> None:
    tree = html.fragment_fromstring('<div><img src="a.png"></div>')
    images.arrange(tree[0], Ways("media", {"a.png": Shown(width, height)}))
    assert html.fragment_fromstring(safe.clean(tree))[0].get("class") == name


@pytest.mark.parametrize(
    ("media", "address", "way"),
    [
        ("../../media/2025", "a.png", "../../media/2025/a.png"),
        ("../../media/2025", "../img/a.png", "../../media/img/a.png"),
        ("../../media/2025", "./x/../a%20b.png", "../../media/2025/a%20b.png"),
        ("https://example.org/media/2025", "../a.png", "https://example.org/media/a.png"),
        ("/media", "a.png", "/media/a.png"),
    ],
)
def test_the_way_to_it_has_no_detours(media: str, address: str, way: str) -> None:
    assert images.way(media, address) == way
