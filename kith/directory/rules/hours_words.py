"""The words of opening hours in English, Spanish, French and Portuguese, and how to cut them up.

Vocabulary only; what a row of words means is decided in `hours_text`. A word that is not here makes
the whole text uncertain, so a missing word costs a telephone call and never a wrong answer.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from kith.directory.rules.hours_clock import CLOCK, WORDS, Clock, from_match

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = {
    "MO": "monday mondays mon mo lunes lundi lundis segunda segundas seg",
    "TU": "tuesday tuesdays tues tue tu martes mardi mardis terca tercas ter",
    "WE": "wednesday wednesdays weds wed we miercoles mie mercredi mercredis mer quarta qua",
    "TH": "thursday thursdays thurs thur thu th jueves jue jeudi jeudis jeu quinta qui",
    "FR": "friday fridays fri fr viernes vie vendredi vendredis ven sexta sextas",
    "SA": "saturday saturdays sat sa sabado sabados sab samedi samedis sam",
    "SU": "sunday sundays sun su domingo domingos dom dimanche dimanches dim",
}
DAY_OF = {name: day for day, names in _NAMES.items() for name in names.split()}
ROMANCE = {"lun": "MO", "mar": "TU", "sex": "FR"}
"""Days only beside another day of a Romance language: "mar" alone is a month."""

GROUPS = {
    "weekdays": DAYS[:5], "weekday": DAYS[:5], "dias laborables": DAYS[:5], "dias uteis": DAYS[:5],
    "m-f": DAYS[:5], "mwf": ("MO", "WE", "FR"), "tth": ("TU", "TH"), "t/th": ("TU", "TH"),
    "m/w/f": ("MO", "WE", "FR"), "m-th": DAYS[:4], "m-thu": DAYS[:4], "m-sa": DAYS[:6],
    "m-sat": DAYS[:6], "m-su": DAYS, "m-sun": DAYS,
    "weekends": DAYS[5:], "weekend": DAYS[5:], "week-end": DAYS[5:], "fines de semana": DAYS[5:],
    "fim de semana": DAYS[5:], "fins de semana": DAYS[5:],
    "daily": DAYS, "every day": DAYS, "everyday": DAYS, "7 days a week": DAYS, "diario": DAYS,
    "7 days/week": DAYS, "seven days a week": DAYS, "7 days": DAYS, "todos los dias": DAYS,
    "tous les jours": DAYS, "todos os dias": DAYS, "7j/7": DAYS, "diariamente": DAYS,
}  # fmt: skip
ALWAYS = ("24/7", "24h/24 7j/7", "24 hours a day 7 days a week", "24 hours 7 days a week",
          "24 hours a day, 7 days a week", "24 hours, 7 days a week", "24 hours/7 days a week",
)  # fmt: skip
ALL_DAY = ("24 hours a day", "24 hours", "24 hour", "24hours", "24 hrs", "24hrs", "24hr", "24h/24",
           "24 horas", "24 heures", "24h", "around the clock", "round the clock", "all day",
)  # fmt: skip
NTH = {
    "1st": 1, "first": 1, "1er": 1, "primer": 1, "primero": 1, "premier": 1, "2nd": 2, "second": 2,
    "segundo": 2, "2e": 2, "deuxieme": 2, "3rd": 3, "third": 3, "tercer": 3, "tercero": 3, "3e": 3,
    "troisieme": 3, "4th": 4, "fourth": 4, "cuarto": 4, "4e": 4, "quatrieme": 4, "5th": 5,
    "fifth": 5, "last": -1, "ultimo": -1, "dernier": -1,
}  # fmt: skip
OF_MONTH = ("of the month", "of each month", "of every month", "of month", "each month", "a month",
            "every month", "del mes", "de cada mes", "du mois", "de chaque mois", "do mes",
            "of the mo", "monthly")  # fmt: skip
CLOSED = ("closed", "cerrado", "cerrados", "ferme", "fermee", "fechado", "not open")
EXCEPT = ("except", "excluding", "excepto", "sauf", "exceto")
HOLIDAYS = ("public holidays", "public holiday", "bank holidays", "legal holidays", "holidays",
            "holiday", "dias festivos", "festivos", "feriados", "jours feries", "feries",
)  # fmt: skip
SOME_HOLIDAYS = ("all major holidays", "major holidays", "federal holidays", "most holidays",
                 "some holidays", "state holidays", "all federal holidays")  # fmt: skip
RANGE = ("through", "thru", "until", "till", "to", "hasta", "ate", "au", "al", "a", "as", "-")
LIST = ("and", "&", "+", "/", ",", ";", "|", "\n", "y", "et", "e", "plus")
NOISE = ("hours of operation", "office hours", "business hours", "opening hours", "open from",
         "hours are", "hours", "open", "opens", "from", "on", "every", "each", "the", "all", "de",
         "du", "des", "da", "das", "las", "los", "el", "la", "le", "les", "horario", "horaires",
         "horas", "abierto", "ouvert", "aberto", "feira", "only", "between", "at", "o", "os",
         "hs", "hrs", "hr", "h", ":", "(", ")", ".", "local time", "in person", "regular",
)  # fmt: skip


class Kind(Enum):
    """What a token is for."""

    DAYS = auto()
    TIME = auto()
    ALL_DAY = auto()
    ALWAYS = auto()
    NTH = auto()
    OF_MONTH = auto()
    CLOSED = auto()
    EXCEPT = auto()
    HOLIDAYS = auto()
    NOTE = auto()
    DATE = auto()
    RANGE = auto()
    LIST = auto()
    NOISE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    value: tuple[str, ...] | Clock | int | str = ""


class Unknown(Exception):
    """A word that is not in the vocabulary, or a time that does not exist."""


def plain(text: str) -> str:
    """Lower case, no accents, one kind of dash and space: what the vocabulary is written in."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[‐-―−~]", "-", text).replace("’", "'").replace("–", "-")
    text = re.sub(r"\b([ap])\.\s?m\.?|\b([ap])\s?m\b(?!\w)", lambda m: (m[1] or m[2]) + "m", text)
    text = re.sub(r"-(feiras?)\b", r" feira", text).replace("feiras", "feira")
    return re.sub(r"[ \t\r]+", " ", text).strip()


def _table() -> dict[str, Token]:
    table: dict[str, Token] = {}
    for kind, words in (
        (Kind.NOISE, NOISE), (Kind.LIST, LIST), (Kind.RANGE, RANGE), (Kind.ALL_DAY, ALL_DAY),
        (Kind.ALWAYS, ALWAYS), (Kind.OF_MONTH, OF_MONTH), (Kind.CLOSED, CLOSED),
        (Kind.EXCEPT, EXCEPT), (Kind.HOLIDAYS, HOLIDAYS), (Kind.NOTE, SOME_HOLIDAYS),
    ):  # fmt: skip
        table |= {word: Token(kind, word) for word in words}
    table |= {word: Token(Kind.DAYS, (day,)) for word, day in DAY_OF.items()}
    table |= {word: Token(Kind.DAYS, days) for word, days in GROUPS.items()}
    table |= {word: Token(Kind.NTH, number) for word, number in NTH.items()}
    table |= {w: Token(Kind.TIME, Clock(t.hour, 0, is_24=True)) for w, t in WORDS.items()}
    midday = {"mediodia": 12, "midi": 12, "meio-dia": 12, "medianoche": 0, "minuit": 0}
    return table | {w: Token(Kind.TIME, Clock(h, 0, is_24=True)) for w, h in midday.items()}


_TOKENS = _table()
_ENGLISH = frozenset((
    "monday", "mondays", "mon", "mo", "tuesday", "tuesdays", "tues", "tue", "tu", "wednesday",
    "wednesdays", "weds", "wed", "we", "thursday", "thursdays", "thurs", "thur", "thu", "th",
    "friday", "fridays", "fri", "fr", "saturday", "saturdays", "sat", "sa", "sunday", "sundays",
    "sun", "su",
))  # fmt: skip
_ROMANCE_NAMES = frozenset(DAY_OF) - _ENGLISH
_DATE = r"\d{4}-\d{2}-\d{2}"
_WORD = "|".join(
    (r"(?<!\w)" if word[0].isalnum() else "") + re.escape(word)
    + (r"\.?(?!\w)" if word[-1].isalnum() else "")
    for word in sorted(_TOKENS, key=len, reverse=True)
)  # fmt: skip
_LEXER = re.compile(
    rf"(?P<space> +)|(?P<date>{_DATE})|(?P<word>{_WORD})"
    r"|(?P<romance>(?<!\w)(?:lun|mar|sex)\.?(?!\w))"
    rf"|(?P<clock>(?<![\d:]){CLOCK.pattern})"
)


def tokens(text: str) -> Iterator[Token]:
    """The text cut into tokens. Raises Unknown at the first thing that is none."""
    text, at = plain(text), 0
    romance = any(re.search(rf"(?<!\w){name}(?!\w)", text) for name in _ROMANCE_NAMES) or (
        "lun" in text and "mar" in text
    )
    while at < len(text):
        match = _LEXER.match(text, at)
        if match is None:
            raise Unknown(text[at:])
        at = match.end()
        if match["word"]:
            yield (
                _TOKENS[match["word"]] if match["word"] in _TOKENS else _TOKENS[match["word"][:-1]]
            )
        elif match["date"]:
            yield Token(Kind.DATE, match["date"])
        elif match["romance"]:
            if not romance:
                raise Unknown(match["romance"])
            yield Token(Kind.DAYS, (ROMANCE[match["romance"].rstrip(".")],))
        elif match["clock"]:
            yield _time(match)


def _time(match: re.Match[str]) -> Token:
    clock = from_match(match)
    if clock is None:
        raise Unknown(match[0])
    return Token(Kind.TIME, clock)
