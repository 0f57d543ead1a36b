"""Headless Chromium as a judge of pages."""

from __future__ import annotations

import subprocess
import tempfile
from typing import TYPE_CHECKING

from .tools import needs

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def dom(page: Path) -> str:
    """The page as it stands after it was loaded and its scripts have run."""
    return _run("--dump-dom", page.as_uri())


def screenshot(page: Path, picture: Path, *, width: int, height: int) -> None:
    """A picture of the top of the page as PNG."""
    _run(f"--screenshot={picture}", f"--window-size={width},{height}", page.as_uri())


def _run(*arguments: str) -> str:
    browser = needs(*NAMES)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser, *FLAGS, f"--user-data-dir={profile}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=90, check=True)
    return done.stdout
