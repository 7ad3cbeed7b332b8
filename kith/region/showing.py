"""Questions and their answers as pages, tables and pictures read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from kith.accounts.models import Member
from kith.core import languages, navigation, sources
from kith.region import access, places, words
from kith.region import question_words as asked_words
from kith.region.models import Question, RegionVersion
from kith.region.picture import Area, Picture, Point, extent
from kith.region.rules.asking import question as asking
from kith.region.rules.asking.question import TYPED, Access, Reach

Json = Mapping[str, Any]
MOST, MOST_BESIDE = 500, 30


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a list."""

    question: Question
    title: str

    @property
    def plain(self) -> str:
        """Its title without marks of direction, for a sheet."""
        return self.title.replace("\u2068", "").replace("\u2069", "")


@dataclass(frozen=True, slots=True)
class Beside:
    """One group in this question and in another. difference: how many more here; None where one of
    them is held back."""

    group: str
    here: int | None
    there: int | None

    @property
    def difference(self) -> int | None:
        if self.here is None or self.there is None:
            return None
        return self.here - self.there


def many(number: float) -> str:
    """In the way of the language: 3,120."""
    return number_format(number, decimal_pos=0, force_grouping=True)


def regions() -> list[RegionVersion]:
    """The current versions, newest first."""
    return list(RegionVersion.objects.current().order_by("-built_at", "id"))


@dataclass(frozen=True, slots=True)
class Built:
    """A version, and whether its files lie on this machine: a backup brings back only the row."""

    version: RegionVersion
    is_here: bool


def built() -> list[Built]:
    return [Built(one, places.folder(one).exists()) for one in regions()]


def lines(member: Member, kind: str, words_: str = "") -> list[Line]:
    """What was asked so far, newest first; of these, those with every one of the words."""
    names = needs()
    rows = access.questions_for(member, kind).select_related("asked_by").defer("answer")[:MOST]
    found = [Line(one, title(one, names)) for one in rows]
    return [line for line in found if has_words(f"{line.title} {line.question.asked_by}", words_)]


def has_words(text: str, words_: str) -> bool:
    """Whether every word stands in it somewhere."""
    return all(word in text.casefold() for word in words_.casefold().split())


def needs() -> dict[str, str]:
    """Ids of needs with their names in the language of the page."""
    tongue = get_language() or "en"
    return {one.id: one.name for source in sources.supplies for one in source.needs(tongue)}


def title(question: Question, names: Mapping[str, str]) -> str:
    """What was asked, in few words: “Counselling · Soomaali · free · 45 minutes”."""
    if question.kind == Question.Kind.REACH:
        reach = asking.reach_of(question.asked)
        place = reach.place or f"{reach.latitude:.4f}, {reach.longitude:.4f}"
        return f"{_apart(place)} · {words.minutes(reach.minutes * 60)}"
    asked = asking.access_of(question.asked)
    return f"{what(asked, names)} · {words.minutes(asked.minutes * 60)}"


def what(asked: Access, names: Mapping[str, str]) -> str:
    """Which help, and for whom."""
    parts = [
        names.get(asked.need, "") if asked.need else gettext("Any help"),
        languages.name_of(asked.language) if asked.language else "",
        gettext("free") if asked.only_free else "",
        asked_words.group(asked.group) if asked.group else "",
    ]
    return " · ".join(_apart(part) for part in parts if part)


def _apart(text: str) -> str:
    """Words of another direction leave the order of their neighbours alone."""
    return f"\u2068{text}\u2069"


def headline(asked: Access, answer: Json) -> tuple[str, str]:
    """One number that a board understands, and a note to it."""
    if "plan" in answer:
        return _gained(asked, answer["plan"]["change"])
    row = answer["groups"][0]
    if row["outside"] is None or not row["people"]:
        return gettext("A few people have nothing within %(minutes)s minutes") % {
            "minutes": asked.minutes
        }, ""
    told = ngettext(
        "%(people)s person has nothing within %(minutes)s minutes",
        "%(people)s people have nothing within %(minutes)s minutes", row["outside"],
    )  # fmt: skip
    percent = {"percent": round(100 * row["outside"] / row["people"])}
    values = {"people": many(row["outside"]), "minutes": asked.minutes}
    return told % values, gettext("%(percent)s %% of everybody") % percent


def _gained(asked: Access, change: Sequence[Json]) -> tuple[str, str]:
    gained = change[0]["gained"]
    if gained is None:
        words_ = gettext("A few people more within %(minutes)s minutes")
        return words_ % {"minutes": asked.minutes}, ""
    told = ngettext(
        "%(people)s more person within %(minutes)s minutes",
        "%(people)s more people within %(minutes)s minutes", gained,
    ) % {"people": many(gained), "minutes": asked.minutes}  # fmt: skip
    wanted = asked.group or next(
        (row["group"] for row in change if row["group"] in asked_words.WITHOUT_CAR), ""
    )
    rows = {row["group"]: row["gained"] for row in change}
    if not gained or not rows.get(wanted):
        return told, ""
    share = {"percent": round(100 * rows[wanted] / gained), "group": asked_words.group(wanted)}
    return told, gettext("%(percent)s %% of them %(group)s") % share


def sentences(asked: Access, worst: Sequence[Json]) -> list[str]:
    """“In Riverbank 1,240 people are more than 45 minutes away; the nearest takes 62.” Which help,
    and how they go, stands above them all."""
    return [_sentence(asked, row) for row in worst]


def _sentence(asked: Access, row: Json) -> str:
    told = (
        ngettext(
            "In %(place)s %(people)s person is more than %(minutes)s minutes away; nothing is"
            " within two hours.",
            "In %(place)s %(people)s people are more than %(minutes)s minutes away; nothing is"
            " within two hours.",
            row["people"],
        )
        if row["minutes"] is None
        else ngettext(
            "In %(place)s %(people)s person is more than %(minutes)s minutes away; the nearest"
            " takes %(nearest)s.",
            "In %(place)s %(people)s people are more than %(minutes)s minutes away; the nearest"
            " takes %(nearest)s.",
            row["people"],
        )
    )
    return told % {
        "place": row["place"], "people": many(row["people"]), "minutes": asked.minutes,
        "nearest": row["minutes"],
    }  # fmt: skip


def pictures(asked: Access, answer: Json) -> list[Picture]:
    """How it is, and with a plan how it would be."""
    now = [_point(place, tone="soft") for place in answer["places"]]
    found = [_shaded(gettext("As it is") if "plan" in answer else gettext("Map"), asked,
                     answer["shades"], now)]  # fmt: skip
    if "plan" in answer:
        planned = [_point(place, number) for number, place in enumerate(answer["planned"], 1)]
        found.append(_shaded(gettext("With the plan"), asked, answer["plan"]["shades"],
                             [*now, *planned]))  # fmt: skip
    return found


def _point(place: Sequence[Any], number: int | str = "", tone: str = "") -> Point:
    latitude, longitude, name = place
    return Point(latitude, longitude, name, number, tone=tone)


def _shaded(name: str, asked: Access, shades: Sequence[Json], points: Sequence[Point]) -> Picture:
    levels = (
        gettext("nothing within %(minutes)s minutes") % {"minutes": asked.minutes},
        gettext("less than half of the average"), gettext("less than the average"),
        gettext("more than the average"), gettext("more than twice the average"),
    )  # fmt: skip
    areas = tuple(Area(one["shape"], one["level"], levels[one["level"]]) for one in shades)
    bounds = extent(Picture(name, areas=areas))
    return Picture(name, _within(points, bounds), areas, levels, bounds)


def _within(
    points: Sequence[Point], bounds: tuple[float, float, float, float] | None
) -> tuple[Point, ...]:
    """Those on the map: what lies beyond it would leave no room for the people."""
    if bounds is None:
        return tuple(points)
    west, south, east, north = bounds
    return tuple(
        one for one in points if west <= one.longitude <= east and south <= one.latitude <= north
    )


def reach_picture(asked: Reach, answer: Json) -> Picture:
    """The farthest shade first, the nearest upon it."""
    wide = answer["bands"][::-1]
    said = [words.minutes(one["minutes"] * 60) for one in wide]
    levels = tuple(part for one in said for part in (one, ""))  # every other shade: told apart well
    areas = tuple(
        Area(one["shape"], 2 * at, said[at])
        for at, one in enumerate(wide)
        if one["shape"]["coordinates"]
    )
    start = Point(asked.latitude, asked.longitude, asked.place or gettext("Start"), tone="accent")
    return Picture(gettext("Map"), (start,), areas, levels)


def others(member: Member, question: Question, names: Mapping[str, str]) -> list[Line]:
    """Questions this one can be laid beside: answered, of the same region."""
    rows = access.questions_for(member, question.kind).filter(
        state="ready", region=question.region
    ).exclude(pk=question.pk).defer("answer")[:MOST_BESIDE]  # fmt: skip
    return [Line(one, title(one, names)) for one in rows]


def beside(answer: Json, other: Json) -> list[Beside]:
    """Everybody and each group, in both."""
    there = {row["group"]: row["inside"] for row in other["groups"]}
    return [Beside(row["group"], row["inside"], there.get(row["group"]))
            for row in answer["groups"] if row["group"] in there]  # fmt: skip


def plan_title(asked: Access) -> str:
    """What it was compared with."""
    if asked.plan == TYPED:
        return gettext("Places of my own")
    return next((str(one.title) for one in sources.supplies if one.name == asked.plan), "")


def next_step(member: Member, asked: Access) -> str:
    """Where those who plan stops go on with the same question; empty where no room, or not this
    member, does."""
    mine = {entry.url_name for entry in navigation.entries_for(member.roles)}
    try:
        to = reverse("new_choice") if "stops" in mine else ""
    except NoReverseMatch:
        return ""
    given = {"need": asked.need, "language": asked.language, "means": asked.means,
             "within": asked.minutes, "weekday": asked.weekday, "hour": asked.hour}  # fmt: skip
    return to and f"{to}?{urlencode({key: value for key, value in given.items() if value != ''})}"
