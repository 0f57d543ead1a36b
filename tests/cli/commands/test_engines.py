"""`l10n-flow engines`: who can translate, and where texts would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow import plugins
from tests.cli.newsroom import CONFIG, flow, flow_json, found, write

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
[machine]
engine = "libre"
own_hosts = ["127.0.0.1:5000"]
[machine.engines.libre]
url = "http://127.0.0.1:5000/"
"""


def test_all_engines_with_their_languages_and_hosts(tmp_path: Path) -> None:
    write(found(tmp_path) / "l10n-flow.toml", CONFIG + SETTINGS)
    said = flow(tmp_path, "engines").stdout
    assert "libre (asked if none is named): LibreTranslate" in said
    assert "sends texts to 127.0.0.1:5000, a host of the desk" in said
    assert "sends texts to translate.google.com, not the desk’s own" in said
    assert "not set up: the engine deepl lacks its key; set DEEPL_API_KEY in the environment" in said
    listed = {one["id"]: one for one in flow_json(tmp_path, "engines")["engines"]}
    assert listed.keys() == {*plugins.ids("engines")}
    assert listed["libre"] | {"says": "", "price": 0} == {
        "id": "libre",
        "says": "",
        "host": "127.0.0.1:5000",
        "own": True,
        "default": True,
        "price": 0,
        "pairs": [[a, b] for a in ("en", "ru", "uz", "uz-Cyrl", "tg") for b in ("en", "ru", "uz", "tg") if b != a[:2]],
        "lacks": None,
    }


def test_a_key_in_the_environment_is_seen_and_not_shown(tmp_path: Path) -> None:
    said = flow(found(tmp_path), "engines", DEEPL_API_KEY="top-secret:fx").stdout
    assert "deepl lacks" not in said
    assert "top-secret" not in said
