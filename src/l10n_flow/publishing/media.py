"""The pictures of an article, and the copies of them that its pages show; and of other files that it leads to."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import html
import posixpath
import unicodedata
import urllib.parse
from typing import TYPE_CHECKING

import msgspec

from .. import plugins
from ..disk import files
from ..errors import FlowError, SourceError
from ..pictures import kinds
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..articles.document import Skeleton
    from ..model import Article
    from ..project import Project

__all__ = ["Picture", "file", "folder", "lost", "pictures", "places"]


class Picture(Value, frozen=True):
    """A picture of an article, or another file: how the article calls it; its file, and the SHA-256 (hex) of that; the
    copy of it that pages show, which holds nothing but the picture (see `pictures.kinds`); its size in pixels (0: not
    known); smaller copies, by their widths."""

    address: str
    source: Path
    digest: str
    copy: files.Change
    width: int = 0
    height: int = 0
    smaller: tuple[tuple[int, files.Change], ...] = ()

    @property
    def copies(self) -> tuple[files.Change, ...]:
        """The copy, and the smaller ones."""
        return (self.copy, *(change for _, change in self.smaller))


def pictures(project: Project, skeleton: Skeleton, *, lax: bool = False) -> tuple[Picture, ...]:
    """The pictures that an article's pages need, in the order of `Skeleton.images`, then other files; if `lax` without
    those of these that cannot be had.

    Raises:
        SourceError: one is not there, cannot be cleaned or is on another site; or is no picture, and of a kind that the
            newsroom does not publish.
    """
    article = skeleton.article
    for address in (*(one.address for one in skeleton.pictures), article.meta.image):
        _refuse_foreign(address, project, article)
    found = [_picture(project, article, address) for address in skeleton.images]
    for address in _others(project, skeleton):
        try:
            found.append(_other(project, article, address))
        except SourceError:
            if not lax:
                raise
    return tuple(found)


def _others(project: Project, skeleton: Skeleton) -> list[str]:
    """The addresses of files that an article embeds, or leads to, and that are no articles."""

    def is_file(address: str) -> bool:
        if (kind := _kind(address)) in project.config.site.files:
            return True
        return f".{kind}" not in plugins.formats() and _place(project, skeleton.article, address).is_file()

    found = dict.fromkeys((*skeleton.embeds, *filter(is_file, skeleton.links)))
    return [address for address in found if address not in skeleton.images]


def _kind(address: str) -> str:
    """What the name of a file ends in, without the dot."""
    return posixpath.splitext(urllib.parse.urlsplit(address).path)[1].lower()[1:]


def lost(project: Project, skeleton: Skeleton) -> tuple[str, ...]:
    """The pictures of an article that its pages cannot show, by their addresses."""
    if not (skeleton.pictures or skeleton.article.meta.image):
        return ()
    return _lost(project, skeleton, tuple(map(_stamp, places(project, skeleton))))


def places(project: Project, skeleton: Skeleton) -> list[Path]:
    """Where the pictures of an article are, or should be, and its other files."""
    each = (*skeleton.images, *_others(project, skeleton))
    return [_place(project, skeleton.article, address) for address in each]


def _place(project: Project, article: Article, address: str) -> Path:
    name = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    return project.root / posixpath.dirname(article.path) / name


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return about.st_size, about.st_mtime_ns


@functools.lru_cache(maxsize=8)  # all that is made of an old edition asks for it
def _lost(project: Project, skeleton: Skeleton, _files: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """The same, as long as the files are the same."""
    found = []
    for address in dict.fromkeys((*(one.address for one in skeleton.pictures), skeleton.article.meta.image)):
        try:
            _refuse_foreign(address, project, skeleton.article)
            if address in skeleton.images:
                kinds.clean(file(project, skeleton.article, address)[1])
        except (SourceError, ValueError):
            found.append(address)
    return tuple(found)


def file(project: Project, article: Article, address: str, what: str = "picture") -> tuple[Path, bytes]:
    """The file of a picture beside an article, or of `what` else, and what is in it.

    Raises:
        SourceError: it is not there, or not in the folder of the articles.
    """
    try:
        source = _place(project, article, address).resolve()
        if not source.is_relative_to(project.sources.resolve()):
            message = f"the {what} {address!r} is not in the folder of the articles"
            raise _wrong(message, "put it beside the article", article, address)
        return source, source.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:
        close = _close(project, article, address)
        hint = (
            f"did you mean {close}? Letters are large or small" if close else f"put it beside the article, as {address}"
        )
        raise _wrong(f"there is no {what} {address!r}", hint, article, address) from error


def _close(project: Project, article: Article, address: str) -> str:
    """The name of the file that a picture probably is, in the folder where it was looked for: in other letter case."""
    with contextlib.suppress(OSError, ValueError):
        way, _, name = urllib.parse.unquote(address).rpartition("/")
        folder = (project.root / posixpath.dirname(article.path) / way).resolve()
        if folder.is_relative_to(project.sources.resolve()):
            return next((one.name for one in sorted(folder.iterdir()) if _folded(one.name) == _folded(name)), "")
    return ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _wrong(message: str, hint: str, article: Article, address: str) -> SourceError:
    """What is wrong with a picture, at the line where the article names it."""
    found = (article.source.find(said) for said in (address, html.escape(address), urllib.parse.unquote(address)))
    at = next((place for place in found if place >= 0), None)
    line = None if at is None else article.source.count("\n", 0, at) + 1
    return SourceError(message, path=article.path, line=line, hint=hint)


def folder(article_id: str) -> str:
    """The way from the folder of the pages to that from which relative addresses in an article count."""
    return posixpath.dirname(f"media/{article_id}")


def _refuse_foreign(address: str, project: Project, article: Article) -> None:
    """Stop at a picture of another site, which would be told who reads the page, unless the newsroom trusts it; and at
    one that is no file."""
    try:
        parts = urllib.parse.urlsplit(address)
    except ValueError:
        return  # an address that is none, and loads nothing
    hosts = project.config.site.image_hosts
    if parts.scheme and not parts.netloc:
        hint = "save the picture as a file beside the article"
        message = f"the picture {address[:60]!r} is no file"
        raise _wrong(message, hint, article, address)
    if parts.netloc and f"{parts.scheme or 'https'}://{parts.netloc}" not in hosts:
        hint = "put it beside the article, or name the site in l10n-flow.toml: [site] image_hosts"
        raise _wrong(f"the picture {address!r} is on another site", hint, article, address)


def _picture(project: Project, article: Article, address: str) -> Picture:
    """A picture beside the article, to where pages find it."""
    source, data = file(project, article, address)
    try:
        clean = kinds.clean(data)
    except ValueError as error:
        message, hint = f"the picture {address!r} {error}", f"save it again, as {kinds.KINDS}"
        raise _wrong(message, hint, article, address) from error
    digest, change = hashlib.sha256(data).hexdigest(), _copy(project, source, clean.data)
    picture = Picture(address, source, digest, change, clean.width or 0, clean.height or 0)
    if not project.config.site.image_widths or clean.drawn:
        return picture
    try:
        return replace(picture, smaller=tuple(_smaller(project, picture)))
    except ValueError as error:
        message = f"the picture {address!r} {error}"
        raise _wrong(message, "save it again", article, address) from error


def _other(project: Project, article: Article, address: str) -> Picture:
    """Another file beside the article, to where pages find it; one that is a picture is cleaned like all."""
    source, data = file(project, article, address, "file")
    try:
        clean = kinds.clean(data).data
    except ValueError as error:
        if (kind := _kind(address)) not in project.config.site.files:
            message = f"the file {address!r} is not published"
            hint = f"put it elsewhere on the web, or name its kind in l10n-flow.toml: [site] files = [{kind!r}]; it is"
            raise _wrong(message, f"{hint} copied with all that it tells of who made it", article, address) from error
        clean = data
    return Picture(address, source, hashlib.sha256(data).hexdigest(), _copy(project, source, clean))


def _copy(project: Project, source: Path, data: bytes) -> files.Change:
    return files.change(project.inside(project.public / "media" / source.relative_to(project.sources.resolve())), data)


def _smaller(project: Project, picture: Picture) -> Iterator[tuple[int, files.Change]]:
    """Smaller copies of a picture, beside it. They are made once: what is derived has them, too."""
    from ..pictures import smaller

    data, path = picture.copy.after, picture.copy.path
    widths = project.config.site.image_widths
    kept = project.inside(project.derived / "pictures" / f"{_name(picture, smaller.version(), widths)}.msgpack")
    try:
        made = _DECODER.decode(kept.read_bytes())
    except (OSError, msgspec.DecodeError):
        made = dict(smaller.copies(data, widths))
        with contextlib.suppress(FlowError):  # then they are made again
            files.write(files.change(kept, msgspec.msgpack.encode(made)))
    for width, copy in made.items():
        yield width, files.change(path.with_name(f"{path.stem}-{width}{path.suffix}"), copy)


def _name(picture: Picture, version: str, widths: Sequence[int]) -> str:
    return hashlib.sha256(f"{picture.copy.digest} {version} {widths}".encode()).hexdigest()


_DECODER = msgspec.msgpack.Decoder(dict[int, bytes])
