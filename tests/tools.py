"""Programs that judge from outside: gettext, Chromium, git. A desk may do without them, CI may not."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(*names: str) -> str:
    """The path of the first of these programs that is installed.

    Without any of them the calling test is skipped; in CI (`CI=true`) it fails, so that no judge stays away unseen.
    """
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        absent = f"not installed: {' or '.join(names)}"
        if os.environ.get("CI") == "true":
            pytest.fail(absent)
        pytest.skip(absent)
    return path
