"""For a CMS: the body as a piece of HTML that can do no harm, and beside it all else that it needs, as JSON.

    files(edition: Edition, site: Site) -> Mapping[str, str]

The JSON keeps to docs/edition.schema.json; the HTML goes into an element with the `lang` that it says.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from . import _content, _metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..shown import Edition, Site


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The two files of an edition (see `plugins.Exporter`)."""
    content, path = _content.bound(edition, site), posixpath.splitext(edition.card.path)[0]
    return {
        f"{path}.html": f"{content.body}\n",
        f"{path}.json": _metadata.written(edition, content, site, whole=False),
    }
