"""The same little day on three tablets, told with new people each time, and what came of it.

Dee is met on the first tablet, seen on all three, and her telephone number is told differently on
two of them; Eli is met on the second.
"""

import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kith.people.models import Person
from kith.road.models import Arrival, Question, SignIn, Version
from kith.road.rules.envelope import Envelope
from kith.road.tests.tablet import Tablet
from kith.safety.models import Concern


@dataclass
class Story:
    dee: UUID
    eli: UUID
    sealed: list[tuple[int, Envelope]] = field(default_factory=list)
    """(which tablet, what)"""

    @property
    def ids(self) -> list[UUID]:
        return [each.id for _tablet, each in self.sealed]


def told(three: list[Tablet], chance: random.Random) -> Story:
    """Seals it all; nothing is sent. `chance` decides who of the others wrote what."""
    one, two, three_ = three
    dee = one.intake(name="Dee", phone="555 0101", place="Mill Lane")
    met = one.outbox[-1].id
    eli = two.intake(name="Eli", place="Ferry Lane", unsafe=True)
    code = {"code": dee.hex[-6:]}
    first = one.enter("change", who={"id": dee}, field="phone", value="555 0102", base=met)
    one.enter("change", who={"id": dee}, field="phone", value="555 0103", base=first)
    two.enter("change", who=code, field="phone", value="555 0104")
    three_.enter("change", who=code, field="place", value="Mill Lane")
    for tablet in three:
        tablet.enter("contact", who=code, note="We talked.")
    two.enter("contact", who={"id": eli}, note="By the tent.", worry="moderate")
    three_.enter("concern", who={"id": dee}, severity="moderate", words="She cried.")
    three_.enter("sign_in", people=chance.randint(3, 3))
    story = Story(dee, eli)
    for number, tablet in enumerate(three):
        story.sealed += [(number, each) for each in tablet.outbox]
        tablet.outbox = []
    return story


def sent_in_some_order(three: list[Tablet], story: Story, chance: random.Random) -> None:
    """Shuffled, a third of it twice, in batches of any size; every answer is "kept"."""
    todo = story.sealed + [each for each in story.sealed if chance.random() < 0.34]
    chance.shuffle(todo)
    while todo:
        number = todo[0][0]
        size = chance.randint(1, 6)
        mine = [each for each in todo if each[0] == number][:size]
        batch = list({each.id: each for _number, each in mine}.values())
        chance.shuffle(batch)
        for each in mine:
            todo.remove(each)
        answer = three[number].post(three[number].body(*batch))
        assert {a["state"] for a in answer.json()["answers"]} == {"kept"}


def fingerprint(story: Story) -> dict[str, Any]:
    """What the desk has of this story, without ids. Call inside `acting_for`."""
    dee, eli = (Person.objects.get(pk=pk) for pk in (story.dee, story.eli))
    rows = Arrival.objects.filter(client_id__in=story.ids)
    stand = Version.objects.filter(person__in=(dee, eli)).exclude(state="past")
    said = sorted((v.person_id == story.dee, v.field, v.unseal("value_sealed")) for v in stand)
    asked = Question.objects.open().filter(kind="conflict", person__in=(dee, eli))
    counted = SignIn.objects.filter(record__in=story.ids).values_list("people", flat=True)
    return {
        "arrivals": (rows.count(), set(rows.values_list("state", flat=True))),
        "requests": (dee.requests.count(), eli.requests.count()),
        "contacts": dee.contacts.count() + eli.contacts.count(),
        "stand": said,
        "in_use_is_one_of_them": dee.unseal("phone_sealed") in ("555 0103", "555 0104"),
        "conflicts": asked.count(),
        "sign_ins": sum(counted),
        "concerns of dee": Concern.objects.filter(person=dee).count(),
        "concerns of eli": Concern.objects.filter(person=eli).exclude(source="road").count(),
    }  # fmt: skip
