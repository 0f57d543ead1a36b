"""`l10n-flow completion`."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import flow
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_its_script(tmp_path: Path, shell: str) -> None:
    result = flow(tmp_path, "completion", shell)
    assert result.exit_code == 0
    assert f"_L10N_FLOW_COMPLETE={shell}_complete" in result.stdout


def test_bash_takes_its_script(tmp_path: Path) -> None:
    script = flow(tmp_path, "completion", "bash").stdout + "\ncomplete -p l10n-flow\n"
    ran = subprocess.run([needs("bash")], input=script, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.startswith("complete ")


def test_another_shell_is_a_usage_error(tmp_path: Path) -> None:
    result = flow(tmp_path, "completion", "csh")
    assert result.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in result.stderr
