"""Three tablets that write as they like and send as they can, and what must come of it.

The machine keeps a model of its own: what was entered, by which record over which other. However
the records were sent (in pieces, doubled, in any order, with answers that were lost and clocks that
are wrong), the desk ends with what the model says; nothing that was called kept is ever missing,
and nothing is there twice.
"""

import base64
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from kith.accounts import tenancy
from kith.connections.models import Contact, Request
from kith.core import clock
from kith.core.ids import uuid7
from kith.outreach.models import Unit
from kith.people.models import Person
from kith.road import actions, days
from kith.road.actions import counting
from kith.road.models import Arrival, Photo, Question, SignIn, Version
from kith.road.tests.pictures import plain
from kith.road.tests.tablet import Tablet, agreed
from kith.safety.models import Concern

WHICH = st.integers(0, 2)
PHONES = st.sampled_from(("555 0101", "555 0102", "555 0103"))
PLACES = st.sampled_from(("Mill Lane", "Ferry Lane"))
DETAILS = st.one_of(
    st.tuples(st.just("phone"), PHONES), st.tuples(st.just("place"), PLACES),
    st.tuples(st.just("name"), st.sampled_from(("Dee", "Delia"))),
)  # fmt: skip
JPEG = base64.b64encode(plain()).decode()
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Entered:
    """One record. which: the tablet it was written on. said: details of the person, by field."""

    id: UUID
    which: int
    kind: str
    person: UUID | None
    base: UUID | None = None
    said: dict[str, str] = field(default_factory=dict)
    people: int = 0
    is_danger: bool = False
    way: str = ""
    water: int = 0
    about_photos: dict[str, str] = field(default_factory=dict)


class ThreeTablets(RuleBasedStateMachine):
    tablets: ClassVar[list[Tablet]]
    """Of one organisation; registered once, for all runs."""
    van: ClassVar[Unit]
    met = Bundle("met")

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.house = self.tablets[0].device.organization_id
        self.entered: dict[UUID, Entered] = {}
        self.kept: set[UUID] = set()
        self.made_on: dict[UUID, Tablet] = {}
        self.decided: dict[tuple[str, frozenset[UUID]], int] = {}
        for tablet in self.tablets:
            tablet.outbox, tablet.wrong_by = [], dt.timedelta(0)

    # What happens on a tablet ---------------------------------------------------------------------

    @initialize(target=met, which=WHICH)
    def the_first_asks(self, which: int) -> UUID:
        return self.somebody_new_asks(which, "555 0101", "Mill Lane", unsafe=False)

    @initialize(target=met, which=WHICH, is_asked_anew=st.booleans())
    def the_second_regrets_a_photo(self, which: int, is_asked_anew: bool) -> UUID:
        """So that also a short story has a photo, and vans that two tablets counted."""
        person = self.somebody_new_asks(which, "555 0103", "Ferry Lane", unsafe=False)
        for is_given in (True, False, *[True] * is_asked_anew):
            self.a_yes_or_a_no_to_photos(which, person, is_given)
            self.a_photo(which, person)
        for other in range(3):
            self.supplies_are_counted(other, "out", 1 + other // 2)
        return person

    @rule(target=met, which=WHICH, phone=PHONES, place=PLACES, unsafe=st.booleans())
    def somebody_new_asks(self, which: int, phone: str, place: str, unsafe: bool) -> UUID:
        person = self._somebody_new(which)
        said = {"name": "Dee", "phone": phone, "place": place}
        self._enter(which, "intake", person, said, story="Help.", agreed=agreed(), unsafe=unsafe)
        return person

    @rule(target=met, which=WHICH, name=st.sampled_from(("Dee", "Delia")))
    def somebody_new_gives_a_name(self, which: int, name: str) -> UUID:
        person = self._somebody_new(which)
        self._enter(which, "sign_in", person, {"name": name})
        return person

    @rule(which=WHICH, person=met, phone=PHONES)
    def somebody_known_asks(self, which: int, person: UUID, phone: str) -> None:
        said = {"name": "Dee", "phone": phone}
        base = self._last_said(which, person, "name")
        self._enter(which, "intake", person, said, base, story="Again.", agreed=agreed())

    @rule(which=WHICH, person=met, details=st.lists(DETAILS, min_size=1, max_size=4))
    def something_changed(self, which: int, person: UUID, details: list[tuple[str, str]]) -> None:
        for name, value in details:
            base = self._last_said(which, person, name)
            record = self._enter(which, "change", person, {}, base, field=name, value=value)
            self.entered[record].said[name] = value

    @rule(which=WHICH, person=met, worry=st.sampled_from(("", "moderate")))
    def a_talk(self, which: int, person: UUID, worry: str) -> None:
        self._enter(which, "contact", person, note="We talked.", worry=worry)

    @rule(which=WHICH, person=met)
    def a_concern(self, which: int, person: UUID) -> None:
        self._enter(which, "concern", person, severity="moderate", words="She cried.")

    @rule(which=WHICH, person=met, is_given=st.booleans())
    def a_yes_or_a_no_to_photos(self, which: int, person: UUID, is_given: bool) -> None:
        base, said = self._last_said(which, person, "photo"), {"photo": "yes" if is_given else "no"}
        record = self._enter(
            which, "consent", person, {}, base, purpose="photo", is_given=is_given, agreed=agreed()
        )
        self.entered[record].about_photos.update(said)

    @rule(which=WHICH, person=met)
    def a_photo(self, which: int, person: UUID) -> None:
        base = self._last_said(which, person, "photo")
        self._enter(which, "photo", person, {}, base, jpeg=JPEG)

    @rule(which=WHICH, way=st.sampled_from(("out", "back")), water=st.integers(1, 3))
    def supplies_are_counted(self, which: int, way: str, water: int) -> None:
        amounts = {"water": water}
        record = self.tablets[which].enter("supplies", unit=self.van.pk, way=way, amounts=amounts)
        self.entered[record] = Entered(record, which, "supplies", None, way=way, water=water)

    @rule(which=WHICH, people=st.integers(1, 9))
    def some_came(self, which: int, people: int) -> None:
        self._enter(which, "sign_in", None, people=people)

    @rule(which=WHICH, wrong_by=st.sampled_from((-DAY, 0 * DAY, DAY)))
    def a_clock_is_turned(self, which: int, wrong_by: dt.timedelta) -> None:
        self.tablets[which].wrong_by = wrong_by

    # How it is sent -------------------------------------------------------------------------------

    @precondition(lambda self: any(tablet.outbox for tablet in self.tablets))
    @rule(data=st.data(), times=st.integers(1, 2), is_heard=st.booleans())
    def some_is_sent(self, data: Any, times: int, is_heard: bool) -> None:
        """Any part of an outbox in any order, once or twice; where the answer is lost, it stays."""
        tablet = data.draw(st.sampled_from([each for each in self.tablets if each.outbox]))
        order = data.draw(st.permutations(tablet.outbox))
        self._send(tablet, order[: data.draw(st.integers(1, len(order)))], times, is_heard)

    @rule()
    def what_waits_settles(self) -> None:
        with tenancy.acting_for(self.house):
            actions.settle(organization=self.house)
        self._nothing_is_lost_or_there_twice()

    @rule(which=st.integers(0, 3))
    def somebody_decides_what_was_counted(self, which: int) -> None:
        """One tablet's number, or all of them together."""
        with tenancy.acting_for(self.house):
            questions = Question.objects.open().filter(kind="supplies")
            for question in questions.select_related("unit", "organization"):
                chosen = {}
                for (way, name), found in counting.open_of(question).items():
                    numbers = [*found.said, (counting.TOGETHER, found.together)]
                    who, amount = numbers[which % len(numbers)]
                    chosen[way, name] = f"{who}:{amount}"
                    self.decided[way, found.records] = amount
                by = self.tablets[0].member
                actions.settle_counts(question=question, chosen=chosen, by=by)

    def teardown(self) -> None:
        """Back in signal: all is sent, the younger half first, and the desk has what was meant."""
        try:
            for part in (lambda box: box[len(box) // 2 :], list):
                for tablet in reversed(self.tablets):
                    if tablet.outbox:
                        self._send(tablet, part(tablet.outbox), 1, is_heard=True)
            with tenancy.acting_for(self.house):
                assert self._at_the_desk() == self._meant()
                self._nothing_stands_in_use_alone()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    # What always holds ----------------------------------------------------------------------------

    def _nothing_is_lost_or_there_twice(self) -> None:
        """Looked at after whatever changes something on the server; as an invariant of the machine
        it would be looked at after each tap on a tablet, too."""
        with tenancy.acting_for(self.house):
            arrived = dict(self._mine(Arrival, "client_id").values_list("client_id", "state"))
            assert self.kept <= arrived.keys() <= self.entered.keys()
            assert set(arrived.values()) <= {"entered", "waiting"}
            done = [self.entered[id] for id, state in arrived.items() if state == "entered"]
            for model, key, kind in (
                (Request, "replay_key", "intake"), (Contact, "replay_key", "contact"),
                (SignIn, "record", "sign_in"), (Photo, "record", "photo"),
            ):  # fmt: skip
                rows = self._mine(model, key).values_list(key, flat=True)
                assert sorted(rows) == sorted(each.id for each in done if each.kind == kind)
            told = {each.person for each in done if each.person}
            assert set(self._people().values_list("pk", flat=True)) == told

    # The model, and the desk ----------------------------------------------------------------------

    def _meant(self) -> dict[str, Any]:
        """What all the records together say, whatever their order."""
        records = list(self.entered.values())
        stand: Counter[tuple[UUID | None, str, str]] = Counter()
        for each in records:
            for name, value in each.said.items():
                is_over = any(other.base == each.id and name in other.said for other in records)
                stand[each.person, name, value] += not is_over
        different: dict[tuple[UUID | None, str], set[str]] = {}
        for person, name, value in +stand:
            different.setdefault((person, name), set()).add(value)
        return {
            "states": Counter(["entered"] * len(records)),
            "stand": +stand,
            "conflicts": {key for key, values in different.items() if len(values) > 1},
            "asks": Counter(each.person for each in records if each.kind == "intake"),
            "talks": Counter(each.person for each in records if each.kind == "contact"),
            "concerns": Counter(each.person for each in records if each.is_danger),
            "came": sum(each.people for each in records),
            "pictures": {each.id for each in records if each.kind == "photo" and self._may(each)},
            "supplies": self._counted(),
        }

    def _counted(self) -> dict[tuple[dt.date, str], int | None]:
        """Day and way -> bottles of water; None while somebody must decide."""
        rows = self._mine(Arrival, "client_id").filter(kind="supplies")
        day = {id: moment.date() for id, moment in rows.values_list("client_id", "happened_at")}
        loads: dict[tuple[dt.date, str], list[Entered]] = {}
        for each in self.entered.values():
            if each.kind == "supplies":
                loads.setdefault((day[each.id], each.way), []).append(each)
        return {key: self._number(key[1], load) for key, load in loads.items()}

    def _number(self, way: str, load: list[Entered]) -> int | None:
        each_said = {
            which: sum(each.water for each in load if each.which == which)
            for which in {each.which for each in load}
        }
        if len(set(each_said.values())) == 1:
            return next(iter(each_said.values()))
        return self.decided.get((way, frozenset(each.id for each in load)))

    def _may(self, photo: Entered) -> bool:
        """Whether a photo may be kept, by the moments that the server reckoned."""
        rows = self._mine(Arrival, "client_id").values_list("client_id", "happened_at")
        at = dict(rows)
        about = [
            each
            for each in self.entered.values()
            if each.person == photo.person and each.about_photos
        ]
        refused = [each for each in about if each.about_photos["photo"] == "no"]
        if any(at[no.id] >= at[photo.id] for no in refused):
            return False
        if any(photo.base and no.base == photo.base for no in refused):
            return False
        own = [each for each in about if each not in refused and each.id == photo.base]
        return not refused or (bool(own) and all(at[no.id] < at[own[0].id] for no in refused))

    def _at_the_desk(self) -> dict[str, Any]:
        about = {"person__in": list(self.made_on)}
        stand = Version.objects.filter(**about).exclude(state="past").select_related("person__key")
        asked = Question.objects.open().filter(kind="conflict", **about)
        raised = Concern.objects.filter(**about).exclude(source="road")
        return {
            "states": Counter(self._mine(Arrival, "client_id").values_list("state", flat=True)),
            "stand": Counter((v.person_id, v.field, v.unseal("value_sealed")) for v in stand),
            "conflicts": set(asked.values_list("person", "field")),
            "asks": Counter(Request.objects.filter(**about).values_list("person", flat=True)),
            "talks": Counter(Contact.objects.filter(**about).values_list("person", flat=True)),
            "concerns": Counter(raised.values_list("person", flat=True)),
            "came": sum(self._mine(SignIn, "record").values_list("people", flat=True)),
            "supplies": self._on_the_pages(),
            "pictures": {photo.record for photo in self._mine(Photo.objects.kept(), "record")},
        }  # fmt: skip

    def _on_the_pages(self) -> dict[tuple[dt.date, str], int | None]:
        """As the days show them; a day is asked about if, and only if, a number is missing."""
        by, now = self.tablets[0].member, clock.now()
        found: dict[tuple[dt.date, str], int | None] = {}
        for row in days.supply_rows(by, (now - 9 * DAY, now + 9 * DAY)):
            told = (("out", row.out), ("back", row.back))
            found |= {(row.day, way): amount.number for way, amount in told if amount}
        asked = Question.objects.open().filter(kind="supplies").values_list("day", flat=True)
        assert set(asked) == {day for (day, _way), number in found.items() if number is None}
        return found

    def _nothing_stands_in_use_alone(self) -> None:
        """What the desk shows of somebody is one of the versions that stand."""
        shown = {each.pk: each for each in self._people().select_related("key")}
        for version in Version.objects.filter(person__in=shown, state="in_use"):
            person = version.person = shown[version.person_id]
            value = version.unseal("value_sealed")
            clear = version.field in ("place", "language")
            column = version.field if clear else f"{version.field}_sealed"
            assert value == (getattr(person, column) if clear else person.unseal(column))

    # Small things ---------------------------------------------------------------------------------

    def _somebody_new(self, which: int) -> UUID:
        person = uuid7()
        self.made_on[person] = self.tablets[which]
        return person

    def _enter(
        self, which: int, kind: str, person: UUID | None, said: dict[str, str] | None = None,
        base: UUID | None = None, **content: Any,
    ) -> UUID:  # fmt: skip
        tablet, who = self.tablets[which], None
        if person is not None:
            is_own = self.made_on[person] is tablet
            who = {"id": person} if is_own else {"code": person.hex[-6:]}
        record = tablet.enter(kind, base=base, who=who, **(said or {}), **content)
        self.entered[record] = Entered(
            record, which, kind, person, base, dict(said or {}),
            people=content.get("people", 1) if kind == "sign_in" else 0,
            is_danger=bool(content.get("unsafe") or content.get("worry") or kind == "concern"),
        )  # fmt: skip
        return record

    def _last_said(self, which: int, person: UUID, name: str) -> UUID | None:
        """As the tablet remembers it: only of those it met itself, only what it wrote itself."""
        if self.made_on[person] is not self.tablets[which]:
            return None
        about = [
            each for each in self.entered.values() if (each.which, each.person) == (which, person)
        ]
        told = [each.id for each in about if name in each.said or name in each.about_photos]
        return told[-1] if told else None

    def _send(self, tablet: Tablet, some: list[Any], times: int, is_heard: bool) -> None:
        body = tablet.body(*some)
        for _ in range(times):
            told = tablet.post(body).json()["answers"]
            assert {each["state"] for each in told} == {"kept"}
        self.kept |= {each.id for each in some}
        if is_heard:
            tablet.outbox = [each for each in tablet.outbox if each not in some]
        self._nothing_is_lost_or_there_twice()

    def _mine(self, model: Any, key: str) -> Any:
        rows = model if isinstance(model, QuerySet) else model.objects
        return rows.filter(**{f"{key}__in": list(self.entered)}).order_by()

    def _people(self) -> Any:
        return Person.objects.filter(pk__in=list(self.made_on)).order_by()
