"""Smaller copies of photographs."""

from __future__ import annotations

import io
import sys

import pytest

from l10n_flow.errors import ConfigError
from l10n_flow.pictures import kinds, smaller

Image = pytest.importorskip("PIL.Image")


def photograph(kind: str = "JPEG", width: int = 400, height: int = 300, turned: int = 1) -> bytes:
    noise = Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 50).convert("RGB")
    exif, saved = Image.Exif(), io.BytesIO()
    exif[0x0112] = turned
    exif[0x010F] = "CameraMaker"
    noise.save(saved, kind, exif=exif, quality=95)
    return saved.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_width_that_is_smaller_has_a_copy_of_the_same_kind(kind: str) -> None:
    made = dict(smaller.copies(kinds.clean(photograph(kind)).data, [100, 200, 400, 800]))
    assert list(made) == [100, 200]
    for width, data in made.items():
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == (kind, (width, width * 3 // 4))
        assert kinds.clean(data).data == data


def test_what_stood_on_its_side_stands_upright() -> None:
    ((width, data),) = smaller.copies(kinds.clean(photograph(turned=6)).data, [100])
    clean = kinds.clean(data)
    assert (clean.width, clean.height) == (width, 133)
    assert b"Exif" not in data


def test_two_times_are_the_same() -> None:
    data = photograph()
    assert dict(smaller.copies(data, [100])) == dict(smaller.copies(data, [100]))


def test_what_moves_has_none() -> None:
    saved = io.BytesIO()
    frames = [Image.new("RGB", (200, 100), colour) for colour in ("red", "blue")]
    frames[0].save(saved, "WEBP", save_all=True, append_images=frames[1:])
    assert not list(smaller.copies(saved.getvalue(), [100]))


def test_a_broken_one_is_told() -> None:
    data = photograph()
    with pytest.raises(ValueError, match="is broken"):
        list(smaller.copies(data[: len(data) // 2], [100]))


def test_without_pillow_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ConfigError, match="Pillow"):
        smaller.version()
