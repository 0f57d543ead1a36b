"""News articles for measurements: made of patterns, the same for the same numbers, and of any count.

Each article depends on the seed and its own number only. The texts mean nothing, but have the shape of news: headline,
deck, byline, some 25 to 40 paragraphs of one to three sentences, headings, figures, quotations; names, numbers, dates,
emphasis and links; and stock phrases that many articles share. Translations are letter for letter.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (
    "Khorugh Termez Navoi Penza Tambov Kulob Isfara Nukus Tver Oryol Panjakent Urgench Vologda Angren Guliston".split()
)
GIVEN = "Dilbar Farida Grigori Hasan Inna Jahongir Ksenia Lola Marat Nodira Oleg Parviz Rano Saida Tahir Zoya".split()
FAMILY = (
    "Ashurov Berdiev Cherny Davronov Egorova Fomin Gafurova Hakimov Ismatov Juraev Kim Latifi Mahmudov Nikitin".split()
)
BODIES = (
    "the city court|the regional hospital|the railway company|the teachers’ union|the border service|the water board"
)
BODIES += "|the state bank|the tenants’ committee|the weather office|the ministry of transport|the human rights centre"
THINGS = "bus line|school lunch|water meter|work permit|night train|bread price|hospital bed|power line|road toll"
THINGS += "|rent contract|exit ban|pension form|market stall|language test|court file|building permit|bank loan"
KINDS = "new old cheap broken secret provisional regional forgotten costly annual hasty modest".split()
MONTHS = "January February March April May June July August September October November December".split()
SAID = "said admitted wrote insisted repeated promised complained explained".split()

SENTENCES = """The {kind} {thing} in {place} will cost {number} somoni from {date}, {body} {said}.
“{quote},” {said} {person}, who has lived in {place} since {year}.
In {month} {year}, {body} counted {number} cases; a year later there were {number}.
{person} waited {small} hours for a {thing} and left *without an answer*.
According to [{body}], nobody in {place} has asked for a {kind} {thing} since {date}.
About {number} people came to the square in {place}, and {small} of them were _detained_.
Neither {body} nor {body} would say what happened to the {thing}.
By the end of {month} the {thing} was gone; {person} {said} it had never been {kind}.
At {small} o’clock {person} signed the {thing} and took the road to {place}.
Dr. {person} of {body} {said} that {number} families share one {thing}.
The {thing} belongs to {body}, though the papers of {date} name {person}.
If the {thing} closes, {place} will be left with {small} of them.
[{person}’s lawyer] {said} the {kind} {thing} was against the law.
It took {small} months, {number} somoni and a letter from {person} to get a {thing}.""".splitlines()

QUOTES = """We have paid for the {thing} twice
Nobody at {body} answers the telephone
My sister went to {place} for a {thing}
They gave me {small} days to leave {place}
You cannot live on a {kind} {thing}""".splitlines()

STOCK = """The names of some people have been changed.
[Read more] about this in our last issue.
The ministry did not answer our questions by the time of publication.
This story was first published in Tajik.
We will follow the case.
*The photographs are by the author.*
Nobody was hurt.
The trial goes on.""".splitlines()

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопярстувщйзъ", strict=True))
"""Any letters will do, if they are as many as in a translation and need two bytes each."""
ALPHABETS = {
    "ru": LETTERS,
    "tg": LETTERS | {"j": "ҷ", "h": "ҳ", "q": "қ"},
    "uz": {"o": "oʻ", "g": "gʻ", "w": "v", "c": "k"},
}
"""Letter by letter, for lower case; ʻ is U+02BB."""


def html(number: int, seed: int = 1) -> str:
    """An article, as XHTML that every tool can read."""
    return "\n".join(_lines(random.Random(f"{seed} {number}"), number)) + "\n"


def long_html(paragraphs: int, seed: int = 1) -> str:
    """One article with many paragraphs, no two alike."""
    at = random.Random(f"{seed} long")
    body = [f"<p>{number}. {_paragraph(at)}</p>" for number in range(paragraphs)]
    return "\n".join([*_head("A long read"), "<h1>A long read</h1>", *body, "</article></body></html>", ""])


def reworded(text: str, share: float, seed: int) -> str:
    """The text with a part of its paragraphs reworded: another number or word, or one more sentence."""
    at = random.Random(f"{seed} reworded")
    lines = text.split("\n")
    places = [number for number, line in enumerate(lines) if line.startswith("<p>")]
    for number in at.sample(places, max(1, round(share * len(places)))):
        lines[number] = _reworded(lines[number], at)
    return "\n".join(lines)


def translation(text: str, lang: str) -> str:
    """A text in another alphabet; tags and entities stay."""
    letters = ALPHABETS[lang]
    table = str.maketrans(letters | {key.upper(): value.capitalize() for key, value in letters.items()})
    pieces = re.split(r"(<[^>]*>|&\w+;)", text)
    return "".join(piece if number % 2 else piece.translate(table) for number, piece in enumerate(pieces))


def write(folder: Path, articles: int, seed: int = 1) -> list[Path]:
    """Write articles, a hundred in a folder; their paths."""
    paths = [folder / f"{number // 100:03}" / f"article-{number:05}.html" for number in range(articles)]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html(number, seed), "utf-8")
    return paths


def _head(title: str) -> list[str]:
    page = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en">'
    return ["<!DOCTYPE html>", page, f'<head><meta charset="utf-8"/><title>{title}</title></head>', "<body><article>"]


def _lines(at: random.Random, number: int) -> list[str]:
    title = _filled(at, "What the {kind} {thing} did to {place}, by {person} of {body}")
    lines = [*_head(title), '<p class="kicker">Stories</p>', f"<h1>{title}</h1>"]
    lines.append(f'<p class="deck">{re.sub(r"[][*_]", "", _filled(at, at.choice(SENTENCES)))}</p>')
    date = f"20{at.randint(20, 26)}-{at.randint(1, 12):02}-{at.randint(1, 28):02}"
    lines.append(
        f'<p class="byline">By {_filled(at, "{person}")}, <time datetime="{date}">{_filled(at, "{date}")}</time></p>'
    )
    for paragraph in range(at.randint(25, 40)):
        if paragraph % 9 == 4:
            lines.append(f"<h2>{_filled(at, 'A {kind} {thing} for {place}')}</h2>")
        if paragraph % 14 == 6:
            picture = f"https://example.org/pictures/{number}-{paragraph}.jpg"
            lines += ["<figure>", f'<img src="{picture}" alt="{_filled(at, "The {thing} in {place}")}"/>']
            lines.append(f"<figcaption>{_filled(at, '{person} in {place}. {month} {year}')}</figcaption></figure>")
        text = f"<p>{_paragraph(at)}</p>"
        lines += ["<blockquote>", text, "</blockquote>"] if paragraph % 17 == 11 else [text]
    return [*lines, "</article></body></html>"]


def _paragraph(at: random.Random) -> str:
    """One to three sentences."""
    patterns = (STOCK if at.random() < 0.1 else SENTENCES for _ in range(at.choice((1, 2, 2, 3))))
    return _marked(" ".join(_filled(at, at.choice(some)) for some in patterns), at)


def _filled(at: random.Random, pattern: str) -> str:
    text = re.sub(r"\{(\w+)\}", lambda slot: _word(at, slot[1]), pattern)
    return text[0].upper() + text[1:]


def _word(at: random.Random, slot: str) -> str:
    month = at.choice(MONTHS)
    words = {
        "place": at.choice(PLACES),
        "person": f"{at.choice(GIVEN)} {at.choice(FAMILY)}",
        "body": at.choice(BODIES.split("|")),
        "thing": at.choice(THINGS.split("|")),
        "kind": at.choice(KINDS),
        "said": at.choice(SAID),
        "month": month,
        "date": f"{month} {at.randint(1, 28)}",
        "year": str(at.randint(2005, 2026)),
        "small": str(at.randint(2, 30)),
        "number": f"{at.randint(31, 98_000):,}",
    }
    return words[slot] if slot in words else _filled(at, at.choice(QUOTES))


def _marked(text: str, at: random.Random) -> str:
    """With emphasis and links as HTML."""
    text = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", text)
    text = re.sub(r"_([^_]+)_", r"<strong>\1</strong>", text)
    return re.sub(
        r"\[([^]]+)\]", lambda link: f'<a href="https://example.org/{at.randrange(10**6)}">{link[1]}</a>', text
    )


def _reworded(line: str, at: random.Random) -> str:
    if at.random() < 0.5 and re.search(r"\b\d\d\b", line):
        return re.sub(r"\b\d\d\b", str(at.randint(10, 99)), line, count=1)
    if at.random() < 0.5:
        return line.replace("the ", f"the {at.choice(KINDS)} ", 1)
    return line.replace("</p>", f" {_marked(_filled(at, at.choice(SENTENCES)), at)}</p>")
