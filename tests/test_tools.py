"""A program that judges is used, skipped at a desk without it, and demanded in CI."""

from __future__ import annotations

import pytest

from tests.tools import needs


def test_the_first_program_that_is_installed_is_taken() -> None:
    assert needs("no-such-program", "sh").endswith("/sh")


def test_a_desk_without_the_program_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program or neither-this"):
        needs("no-such-program", "neither-this")


def test_ci_without_the_program_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        needs("no-such-program")
