"""Reading, cutting and filling of articles as a process that speaks JSON lines, to be scored beside other tools.

    {"id", "op": "extract" | "roundtrip" | "identity" | "pseudo", "format", "input" or "input_b64",
     "translations"}  ->  {"id", "units"} or {"id", "output"} or {"id", "error"}

Reference translations come with the document's own markup; they are read by the same reader and so mapped to
units with short tags. A page's `lang`, which others give translators as a text, is listed as a unit here:
filling sets it.
"""

from __future__ import annotations

import base64
import html
import json
import re
import sys
from typing import Any

from l10n_flow import plugins
from l10n_flow.articles import document
from l10n_flow.errors import FlowError
from l10n_flow.model import Article, Role, Segment, Tag
from l10n_flow.text import markup

_ATTRIBUTE_ROLES = {Role.ALT_TEXT, Role.LABEL, Role.META_DESCRIPTION}
_LANG = re.compile(r"""<html\b[^>]*?\slang=["']?([\w-]+)""", re.IGNORECASE)


def main() -> None:
    """Answer every line of standard input."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = _answer(request)
        except FlowError as error:
            answer = {"error": str(error)}
        print(json.dumps({"id": request["id"], **answer}, ensure_ascii=False), flush=True)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    text = _text(request)
    article = _read(text, request["format"])
    segments = document.cut(article)
    reader = plugins.reader(request["format"])
    if request["op"] == "extract":
        page_lang = _LANG.search(text) if request["format"] == "html" else None
        texts = [page_lang[1]] if page_lang else []
        texts += [_as_html(segment.text) for segment in segments]
        return {"units": [{"source": text} for text in dict.fromkeys(texts)]}
    if request["op"] == "roundtrip":
        known = _known(request)
        translations = {s.key: found for s in segments if (found := _look_up(s, known))}
    elif request["op"] == "identity":
        translations = {s.key: s.text for s in segments}
    else:
        translations = {s.key: markup.map_text(s.text, str.upper) for s in segments}
    lang = request.get("target_lang", article.lang)
    return {"output": reader.write(document.fill(article, translations, lang))}


def _text(request: dict[str, Any]) -> str:
    if "input" in request:
        text = str(request["input"])
    else:
        raw = base64.b64decode(request["input_b64"])
        declared = re.search(rb"charset=[\"']?([\w-]+)", raw)
        encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else declared[1].decode() if declared else "cp1252"
        try:
            text = raw.decode(encoding, "replace")
        except LookupError:
            text = raw.decode("cp1252", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read(text: str, format_id: str) -> Article:
    return plugins.reader(format_id).read(text, article_id="x", path="x", lang="en")


def _known(request: dict[str, Any]) -> dict[str, str]:
    """Translations by the unit's text, by the reference's own text, and by the text without tags."""
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    for row in request["translations"]:
        if row.get("fuzzy") or not row["target"]:
            continue
        source, source_tags = _unit(row["source"], request["format"])
        target, target_tags = _unit(row["target"], request["format"])
        by_meaning = {(re.sub(r"\d", "", t.name), t.says): t.name for t in source_tags}
        names = {t.name: by_meaning.get((re.sub(r"\d", "", t.name), t.says), t.name) for t in target_tags}
        exact[source] = markup.renamed(target, names)
        loose[markup.plain(source)] = exact[source]
        loose["attribute:" + row["source"]] = markup.escape(row["target"])
    return loose | exact


def _look_up(segment: Segment, known: dict[str, str]) -> str | None:
    if segment.role in _ATTRIBUTE_ROLES and f"attribute:{segment.text}" in known:
        return known[f"attribute:{segment.text}"]
    return known.get(segment.text) or known.get(markup.plain(segment.text))


def _unit(text: str, format_id: str) -> tuple[str, tuple[Tag, ...]]:
    """A reference's text as a unit of ours."""
    try:
        segments = document.cut(_read(f"<p>{text}</p>" if format_id == "html" else text, format_id))
    except FlowError:
        segments = ()
    body = [segment for segment in segments if segment.context is None] or list(segments)
    return (body[-1].text, body[-1].tags) if body else (text, ())


def _as_html(text: str) -> str:
    at, pieces = 0, []
    for tag in markup.TAG.finditer(text):
        pieces += [html.escape(markup.unescape(text[at : tag.start()]), quote=False), tag[0]]
        at = tag.end()
    return "".join([*pieces, html.escape(markup.unescape(text[at:]), quote=False)])


if __name__ == "__main__":
    main()
