"""File times: how long a file may change and keep its time. It loads nothing."""

from __future__ import annotations

__all__ = ["COARSE", "is_settled"]

COARSE = 2_000_000_000
"""Nanoseconds within which a file may change twice and keep its time where times are whole seconds (FAT: two)."""
_SLACK = 50_000_000
"""The same elsewhere: some ticks of the kernel's clock."""


def is_settled(changed: int, at: int) -> bool:
    """Whether a file that was changed at a time (nanoseconds) has another time if it is changed after `at`."""
    return changed + (_SLACK if changed % 1_000_000_000 else COARSE) < at
