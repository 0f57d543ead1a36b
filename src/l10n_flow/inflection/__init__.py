"""How words change, one file per language (`uz.py` serves uz and uz-Cyrl); loaded only where terms are looked for."""
