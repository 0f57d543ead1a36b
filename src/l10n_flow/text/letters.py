"""Small and capital letters, as insides of character classes: Latin without marks, and Cyrillic of any language."""

from __future__ import annotations

__all__ = ["CAPITAL", "CYRILLIC_CAPITAL", "CYRILLIC_SMALL", "SMALL"]

_CYRILLIC = [*map(chr, range(0x400, 0x530))]
CYRILLIC_SMALL = "".join(filter(str.islower, _CYRILLIC))
CYRILLIC_CAPITAL = "".join(filter(str.isupper, _CYRILLIC))
SMALL, CAPITAL = f"a-z{CYRILLIC_SMALL}", f"A-Z{CYRILLIC_CAPITAL}"
