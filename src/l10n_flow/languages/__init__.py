"""What the program knows of each language, one file per language (`uz_cyrl.py` is uz-Cyrl)."""
