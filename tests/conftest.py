"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A busy machine is no finding. In CI hypothesis loads its own profile, which takes the same examples every time.
settings.register_profile("desk", deadline=None)
if "CI" not in os.environ:
    settings.load_profile("desk")
