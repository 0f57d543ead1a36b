"""The pictures of an article, and the copies of them that its pages show; and of other files that it leads to."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import html
import posixpath
import unicodedata
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from .. import plugins
from ..disk import files
from ..errors import FlowError, SourceError
from ..pictures import kinds
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..articles.document import Skeleton
    from ..model import Article
    from ..project import Project

__all__ = ["Picture", "file", "folder", "lost", "pictures", "places"]

T = TypeVar("T")


class Picture(Value, frozen=True):
    """A picture of an article, or another file: how the article calls it; its file, and the SHA-256 (hex) of that; the
    copy of it that pages show, which holds nothing but the picture (see `pictures.kinds`); its size in pixels (0: not
    known); smaller copies, by their widths."""

    address: str
    source: Path
    digest: str
    copy: files.Change | files.Copy
    width: int = 0
    height: int = 0
    smaller: tuple[tuple[int, files.Change], ...] = ()

    @property
    def copies(self) -> tuple[files.Change | files.Copy, ...]:
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
    """The addresses of files that an article embeds, or leads to, and that are no articles: whatever its kind, a file
    beside it is meant if there is one, and by a path to elsewhere even if there is none."""
    top = project.root / project.config.folders.sources

    def is_file(address: str) -> bool:
        if (kind := _kind(address)) in project.config.site.files:
            return True
        place = Path(posixpath.normpath(_place(project, skeleton.article, address)))
        is_page = not kind or f".{kind}" in plugins.formats()
        return not is_page if not place.is_relative_to(top) else f".{kind}" not in plugins.formats() and place.is_file()

    found = dict.fromkeys((*skeleton.embeds, *filter(is_file, skeleton.links)))
    return [address for address in found if address not in skeleton.images]


def _kind(address: str) -> str:
    """What the name of a file ends in, without the dot."""
    return posixpath.splitext(urllib.parse.urlsplit(address).path)[1].lower()[1:]


def lost(project: Project, skeleton: Skeleton) -> tuple[str, ...]:
    """The pictures of an article that its pages cannot show, and the files that they cannot lead to, by their
    addresses."""
    if not (skeleton.pictures or skeleton.article.meta.image or skeleton.links or skeleton.embeds):
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
    for address in _others(project, skeleton):
        try:
            _file(project, skeleton.article, address, "file", Path.stat)
        except SourceError:
            found.append(address)
    return tuple(found)


def file(project: Project, article: Article, address: str) -> tuple[Path, bytes]:
    """The file of a picture beside an article, and what is in it.

    Raises:
        SourceError: it is not there, or not in the folder of the articles.
    """
    return _file(project, article, address, "picture", Path.read_bytes)


def _file(project: Project, article: Article, address: str, what: str, read: Callable[[Path], T]) -> tuple[Path, T]:
    """The file beside an article that is its picture or `what` else, and what is read of it; raises as `file`."""
    try:
        source = _place(project, article, address).resolve()
        if not source.is_relative_to(project.sources.resolve()):
            message = f"the {what} {address!r} is not in the folder of the articles"
            raise _wrong(message, "put it beside the article", article, address)
        return source, read(source)
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
    digest, change = hashlib.sha256(data).hexdigest(), files.change(_shown_at(project, source), clean.data)
    picture = Picture(address, source, digest, change, clean.width or 0, clean.height or 0)
    if not project.config.site.image_widths or clean.drawn:
        return picture
    try:
        return replace(picture, smaller=tuple(_smaller(project, change)))
    except ValueError as error:
        message = f"the picture {address!r} {error}"
        raise _wrong(message, "save it again", article, address) from error


def _other(project: Project, article: Article, address: str) -> Picture:
    """Another file beside the article, to where pages find it; one that is a picture is cleaned like all."""
    source, head = _file(project, article, address, "file", _head)
    if kinds.is_picture(head):
        with contextlib.suppress(ValueError):
            data = source.read_bytes()
            change = files.change(_shown_at(project, source), kinds.clean(data).data)
            return Picture(address, source, hashlib.sha256(data).hexdigest(), change)
    if (kind := _kind(address)) not in project.config.site.files:
        message = f"the file {address!r} is not published"
        hint = f"put it elsewhere on the web, or name its kind in l10n-flow.toml: [site] files = [{kind!r}]; it is"
        raise _wrong(message, f"{hint} copied with all that it tells of who made it", article, address)
    _, copy = _file(project, article, address, "file", functools.partial(files.copy, _shown_at(project, source)))
    return Picture(address, source, copy.digest, copy)


def _head(path: Path) -> bytes:
    """How a file begins."""
    with path.open("rb") as file:
        return file.read(kinds.FAR)


def _shown_at(project: Project, source: Path) -> Path:
    """Where pages find the copy of a file."""
    return project.inside(project.public / "media" / source.relative_to(project.sources.resolve()))


def _smaller(project: Project, copy: files.Change) -> Iterator[tuple[int, files.Change]]:
    """Smaller copies of the copy of a picture, beside it. They are made once: what is derived has them, too."""
    from ..pictures import smaller

    data, path = copy.after, copy.path
    widths = project.config.site.image_widths
    kept = project.inside(project.derived / "pictures" / f"{_name(copy, smaller.version(), widths)}.msgpack")
    try:
        made = _DECODER.decode(kept.read_bytes())
    except (OSError, msgspec.DecodeError):
        made = dict(smaller.copies(data, widths))
        with contextlib.suppress(FlowError):  # then they are made again
            files.write(files.change(kept, msgspec.msgpack.encode(made)))
    for width, smaller_one in made.items():
        yield width, files.change(path.with_name(f"{path.stem}-{width}{path.suffix}"), smaller_one)


def _name(copy: files.Change, version: str, widths: Sequence[int]) -> str:
    return hashlib.sha256(f"{copy.digest} {version} {widths}".encode()).hexdigest()


_DECODER = msgspec.msgpack.Decoder(dict[int, bytes])
