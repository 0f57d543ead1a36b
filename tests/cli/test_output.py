"""Reports on their way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow.cli.output import Report
from l10n_flow.errors import CatalogError, ChangedUnderUs
from tests.cli.newsroom import terminal

if TYPE_CHECKING:
    from pathlib import Path

SLOW = """
import sys, time
from dataclasses import dataclass
from l10n_flow.cli.output import gather

@dataclass(frozen=True)
class Done:
    article: str

def work():
    for number in range(6):
        time.sleep(0.01)
        yield Done(f"article {number // 2}")

results = gather(work(), "Working", 3, patience=float(sys.argv[1]))
print(f"<{len(results)}>")
"""


def test_the_exit_code_is_the_worst() -> None:
    assert Report().exit_code == 0
    assert Report(incomplete=True).exit_code == 1
    assert Report(incomplete=True, errors=(CatalogError("broken"),)).exit_code == 2
    assert Report(errors=(ChangedUnderUs("saved"), CatalogError("broken"))).exit_code == 3


def test_long_work_has_a_progress_bar(tmp_path: Path) -> None:
    said = terminal(tmp_path, "-c", SLOW, "0.02")
    assert "Working" in said
    assert "100%" in said
    assert "<6>" in said


def test_short_work_has_none(tmp_path: Path) -> None:
    assert terminal(tmp_path, "-c", SLOW, "60").strip() == "<6>"
