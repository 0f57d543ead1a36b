"""For any program: an edition as one JSON file, its body (HTML that can do no harm) in it.

    files(edition: Edition, site: Site) -> Mapping[str, str]

It keeps to docs/edition.schema.json.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from . import _content, _metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..shown import Edition, Site


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The file of an edition (see `plugins.Exporter`)."""
    path = f"{posixpath.splitext(edition.card.path)[0]}.json"
    return {path: _metadata.written(edition, _content.bound(edition, site), site, whole=True)}
