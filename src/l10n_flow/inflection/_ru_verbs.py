"""What a dictionary does not say of Russian verbs: the passive with -ся, and how new verbs are conjugated."""

from __future__ import annotations

__all__ = ["model", "passive"]

_VOWELS = tuple("аеиоуыэюя")
# With -ся these are verbs of their own, which hardly anybody takes for a passive.
_OTHER_WITH_SYA = frozenset(
    """
    бить бросать водить возвращать встречать гнать двигать держать добивать договаривать драть жаловать занимать лечить
    находить нести носить обращать останавливать относить поднимать полагать признавать просить прощать прятать пытать
    развлекать садить сдавать скрывать слушать спасать справлять сражать становить стрелять судить трудить учить являть
    """.split()
)

# Verbs after which new ones are conjugated (забанить, хейтить), by the end that they share; longer ones first.
_MODELS = {
    "ировать": "депортировать",
    "стить": "мостить",
    "овать": "атаковать",
    "нуть": "толкнуть",
    "бить": "рубить",
    "вить": "ловить",
    "дить": "будить",
    "зить": "морозить",
    "мить": "кормить",
    "пить": "топить",
    "сить": "красить",
    "тить": "золотить",
    "фить": "графить",
    "ать": "читать",
    "еть": "владеть",
    "ить": "винить",
    "ять": "терять",
}


def model(infinitive: str) -> tuple[str, str]:
    """A verb of the dictionary that is conjugated like a new one, and the end that they share; empty if none is."""
    return next(((verb, end) for end, verb in _MODELS.items() if infinitive.endswith(end)), ("", ""))


def passive(infinitive: str, tag: str, form: str) -> str | None:
    """The passive that imperfective verbs make (мигранты высылаются), for a form of one.

    Args:
        infinitive: the verb in its citation form.
        tag: what the form is, in pymorphy3's words; of verbs of two aspects it may be of either.
        form: the form, or how it ends.

    Returns:
        None if there is none, as of perfective and intransitive verbs, or if it would be a form of another verb.
    """
    if "impf,tran" not in tag or infinitive in _OTHER_WITH_SYA or "pssv" in tag or "impr" in tag or form.endswith("в"):
        return None
    if tag.startswith("PRT"):
        return f"{form}ся"
    return f"{form}{'сь' if form.endswith(_VOWELS) else 'ся'}"
