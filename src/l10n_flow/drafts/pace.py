"""At what pace an engine is asked."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ..machine import leaving
from ..model import Sensitivity

if TYPE_CHECKING:
    from ..settings.settings import Machine
    from .routes import Route

__all__ = ["Pace", "rate"]

_POLITE = 5.0
"""So many requests a second a host that is not the desk's own gets if the settings do not say more; Google's unofficial
limit, as deep-translator's `TooManyRequests` quotes it."""


def rate(way: Route, settings: Machine) -> float:
    """How many requests a second may begin; 0 for as many as can be."""
    if way.is_local:
        return 0.0
    if settings.rate is not None:
        return settings.rate
    return 0.0 if leaving.refusal(Sensitivity.EMBARGOED, way.url, settings) is None else _POLITE


class Pace:
    """Lets so many requests a second begin, at even distances; and none for a while if the engine asks for that."""

    def __init__(self, rate: float) -> None:
        """So many requests a second; 0 for as many as can be."""
        self._distance = 1 / rate if rate else 0.0
        self._lock, self._next = threading.Lock(), 0.0

    def wait(self, stopped: threading.Event) -> None:
        """Wait until a request may begin, or nothing is asked any more."""
        with self._lock:
            now = time.monotonic()
            begin = max(now, self._next)
            self._next = begin + self._distance
        if begin > now:
            stopped.wait(begin - now)

    def hold(self, seconds: float) -> None:
        """Let no request begin for so many seconds."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)
