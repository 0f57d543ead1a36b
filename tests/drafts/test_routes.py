"""The way to an engine, and what is said of engines before any is asked."""

from __future__ import annotations

import pytest

from l10n_flow import plugins
from l10n_flow.drafts import routes
from l10n_flow.errors import EngineSetupError
from l10n_flow.settings.settings import EngineSettings, Machine


def test_the_way_to_an_engine() -> None:
    machine = Machine(engines={"chatgpt": EngineSettings(url="https://LLM.desk.example:8443/v1", model="m", price=0.5)})
    way = routes.route("chatgpt", machine, {"OPEN_API_KEY": " secret\n"})
    assert (way.host, way.key, way.model, way.price) == ("llm.desk.example:8443", "secret", "m", 0.5)
    assert not way.is_local
    assert routes.route("pseudo", machine, {}).is_local


def test_a_key_is_never_shown() -> None:
    way = routes.route("deepl", Machine(), {"DEEPL_API_KEY": "secret:fx"})
    assert "secret" not in repr(way)


@pytest.mark.parametrize("engine", plugins.ids("engines"))
def test_what_an_engine_lacks_is_told_with_the_cure(engine: str) -> None:
    for needed in plugins.engine(engine).NEEDS:
        with pytest.raises(EngineSetupError) as caught:
            routes.route(engine, Machine(), {})
        assert f"the engine {engine} lacks its " in caught.value.message
        assert plugins.engine(engine).KEY in caught.value.hint or f"[machine.engines.{engine}]" in caught.value.hint
        assert needed in ("key", "url", "model")


def test_what_is_known_of_engines_without_asking_any() -> None:
    languages = ("en", "ru", "uz", "uz-Cyrl", "tg")
    found = {one.id: one for one in routes.known(Machine(own_hosts=("localhost:5000",)), languages, {})}
    assert found.keys() == {*plugins.ids("engines")}
    assert ("en", "tg") in found["google"].pairs
    assert ("uz-Cyrl", "ru") in found["google"].pairs
    assert ("uz", "uz-Cyrl") not in found["catalog"].pairs
    assert found["deepl"].pairs == (("en", "ru"), ("ru", "en"))
    assert found["catalog"].host == found["pseudo"].host == ""
    assert found["libre"].error is not None
    assert all(one.says for one in found.values())


def test_every_engine_can_be_used_at_its_own_address() -> None:
    keys = {plugins.engine(one).KEY: "secret" for one in plugins.ids("engines")}
    machine = Machine(
        engines={"chatgpt": EngineSettings(model="m"), "libre": EngineSettings(url="http://127.0.0.1:1/")}
    )
    for one in plugins.ids("engines"):
        assert routes.route(one, machine, keys).engine == one
