"""A news page that somebody pasted as text, to a clean Markdown source: the heart of `l10n-flow import`."""

from .clean import Decision, Pasted, clean
from .page import Taken

__all__ = ["Decision", "Pasted", "Taken", "clean"]
