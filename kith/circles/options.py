"""Circles as options for somebody who asks. The wish tells nobody who they are."""

from collections.abc import Sequence

from kith.circles.models import Circle
from kith.core import clock
from kith.core.sources import Choice, Offer, Reason, Wish
from kith.directory.models import TaxonomyTerm
from kith.peers.experiences import WALKED

NAME = "circles"
BEST = 0.75
"""Just under a peer of one's own, and under a service that fits wholly."""
LESS = {
    "circle_language": 0.4,
    "circle_full": 0.6,
    "too_young": 0.3,
    "too_old": 0.3,
    "circle_later": 0.8,
}
"""What each thing that does not fit leaves of it."""
SOON_DAYS = 21


class CircleOptions:
    """An `OptionSource` that also takes the choice: it becomes a seat, or a place in the row."""

    name = NAME

    def offers(self, wish: Wish, limit: int) -> Sequence[Offer]:
        """Running circles that take people, for needs in which a circle helps; what would not fit
        is said, and counts. Two queries."""
        codes = _codes(wish)
        if codes and not any(code in WALKED for code in codes):
            return []
        rows = Circle.objects.running().filter(organization_id=wish.organization).with_counts()
        found = [_offer(row, wish, codes) for row in rows if _takes_people(row, codes)]
        return sorted(found, key=lambda offer: (-offer.fits, offer.title))[:limit]

    def chosen(self, choice: Choice) -> bool:
        """The person, or a member for them, chose this circle: nobody's answer is awaited."""
        from kith.circles.actions import circles  # the actions need this room's apps
        from kith.people.models import Person

        circle = Circle.objects.select_related("organization").get(pk=choice.subject)
        person = Person.objects.get(pk=choice.person)
        seat = circles.take_seat(circle=circle, person=person, request_id=choice.request)
        return seat.state == "in"


def _codes(wish: Wish) -> list[str]:
    found = dict(TaxonomyTerm.objects.filter(pk__in=wish.needs).values_list("id", "code"))
    return [found[need] for need in wish.needs if need in found]


def _takes_people(circle: Circle, codes: list[str]) -> bool:
    """A closed circle that has begun keeps its people. One without needs is for everybody."""
    has_begun = circle.first_on is None or circle.first_on <= clock.today()
    if circle.kind == Circle.Kind.CLOSED and has_begun:
        return False
    return not codes or not circle.needs or bool(set(codes) & set(circle.needs))


def _offer(circle: Circle, wish: Wish, codes: list[str]) -> Offer:
    misfits = _misfits(circle, wish)
    fits = BEST if set(codes) & set(circle.needs) else BEST - 0.1
    for misfit in misfits:
        fits *= LESS[misfit.code]
    return Offer(
        source=NAME, subject=circle.pk, title=circle.name, fits=fits,
        reasons=tuple(_reasons(circle, wish, codes)), misfits=tuple(misfits),
    )  # fmt: skip


def _reasons(circle: Circle, wish: Wish, codes: list[str]) -> list[Reason]:
    """What it is, when, where as far as everybody may know, and how much room there is."""
    free = circle.capacity - circle.taken - circle.waits  # type: ignore[attr-defined]
    reasons = [Reason("circle")]
    if free > 0:
        reasons.append(Reason("circle_free", {"number": str(free)}))
    if circle.language and (not wish.languages or circle.language in wish.languages):
        reasons.append(Reason("circle_speaks", {"language": circle.language}))
    if circle.starts_at:
        reasons.append(
            Reason(
                "circle_meets",
                {"freq": circle.freq, "interval": str(circle.interval), "byday": circle.byday,
                 "time": circle.starts_at.strftime("%H:%M")},
            )
        )  # fmt: skip
    reasons.append(Reason("circle_way", {"way": circle.way, "district": circle.district}))
    shared = [code for code in codes if code in circle.needs][:1]
    reasons += [Reason("circle_about", {"value": code}) for code in shared]
    if circle.only_gender:
        reasons.append(Reason("circle_gender", {"value": circle.only_gender}))
    return reasons


def _misfits(circle: Circle, wish: Wish) -> list[Reason]:
    misfits = []
    if circle.language and wish.languages and circle.language not in wish.languages:
        misfits.append(Reason("circle_language", {"language": circle.language}))
    waits = circle.waits  # type: ignore[attr-defined]
    if circle.capacity - circle.taken - waits <= 0:  # type: ignore[attr-defined]
        misfits.append(Reason("circle_full", {"number": str(waits)}))
    if wish.age and circle.min_age and wish.age < circle.min_age:
        misfits.append(Reason("too_young", {"age": str(circle.min_age)}))
    if wish.age and circle.max_age and wish.age > circle.max_age:
        misfits.append(Reason("too_old", {"age": str(circle.max_age)}))
    if circle.first_on and (circle.first_on - clock.today()).days > SOON_DAYS:
        misfits.append(Reason("circle_later", {"on": circle.first_on.isoformat()}))
    return misfits
