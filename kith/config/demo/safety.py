"""Who watches over people in danger, and what happened on some nights.

Told by the actions that pages and jobs call, each at its own moment, so that attempts, log and
history are those of a night as it would have been.
"""

import datetime as dt
from collections.abc import Callable

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.channels import alarms
from kith.config.demo import town
from kith.config.demo.load.telling import Telling
from kith.connections.models import Request
from kith.core import clock
from kith.people.models import Person
from kith.safety import actions
from kith.safety.models import Alert, Concern, Shift

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
WATCHES = {
    "riverbend": ("Amina Warsame", "Ben Okafor", "Mateo Rivas", "June Halvorsen"),
    "harbour": ("Laleh Rahimi", "Yusuf Haddad", "Chidi Eze"),
}
STEPS = {
    "en": "Breathe out slowly, longer than in\nGo where people are\nCall one of the numbers above",
    "es": "Suelta el aire despacio, más largo que al tomarlo\nVe a donde haya gente\n"
          "Llama a uno de los números de arriba",
    "fr": "Expirez lentement, plus longtemps que vous n’inspirez\nAllez là où il y a du monde\n"
          "Appelez un des numéros ci-dessus",
    "pt": "Solte o ar devagar, mais tempo do que ao inspirar\nVá para onde há pessoas\n"
          "Ligue para um dos números acima",
    "ar": "أخرِج الهواء ببطء، أطول من الشهيق\nاذهب إلى مكان فيه ناس\nاتصل بأحد الأرقام أعلاه",
    "fa": "نفس را آهسته بیرون بدهید، طولانی‌تر از دم\nبه جایی بروید که مردم هستند\n"
          "به یکی از شماره‌های بالا زنگ بزنید",
    "zh-hans": "慢慢呼气，比吸气更久\n到有人的地方去\n拨打上面的其中一个号码",
    "so": "Neefta si tartiib ah u sii daa, ka badan intaad soo qaadatay\nTag meel dad joogo\n"
          "Wac mid ka mid ah lambarrada kore",
}  # fmt: skip


def load(telling: Telling) -> None:
    """A rota and words for whoever takes requests; nights for Riverbend."""
    for slug, names in WATCHES.items():
        house = Organization.objects.get(slug=slug)
        with alarms.sending_at_once(), tenancy.acting_for(house.id):
            members = {m.name: m for m in Member.objects.filter(organization=house)}
            watch = [members[name] for name in names]
            _rota(watch, telling.now)
            telling.count("shifts", Shift.objects.filter(organization=house).count())
            if slug == "riverbend":
                _stand_ready(house, members["Sofia Marques"])
                _nights(house, members, telling.now)
            Alert.objects.filter(organization=house).update(sent_at=telling.now)
    telling.count("concerns", 7)


def _rota(watch: list[Member], now: dt.datetime) -> None:
    """Two watches a day, each with somebody behind, for two weeks each way; one wants to swap."""
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - 14 * DAY
    for number in range(60):
        first = watch[number % len(watch)]
        begins = start + number * 12 * HOUR
        actions.add_shift(by=first, member=first, starts_at=begins, ends_at=begins + 12 * HOUR)
    coming = Shift.objects.filter(member=watch[1], starts_at__gt=now + 3 * DAY)
    actions.offer_shift(shift=coming.order_by("starts_at")[0], by=watch[1])


def _stand_ready(house: Organization, lead: Member) -> None:
    """Words in each language, read by the lead; then live."""
    for language in house.languages:
        words = actions.write_words(by=lead, language=language, steps=STEPS[language])
        actions.review_words(words=words, by=lead)
    actions.go_live(by=lead)


def _nights(house: Organization, members: dict[str, Member], now: dt.datetime) -> None:
    """One that ended well, one that is followed up, one in hand, one that waits now; one for the
    day, one passed to somebody named, and one about which the law waits for a decision."""
    people = [
        request.person
        for request in Request.objects.filter(organization=house, person__erased_at=None)
        .select_related("person").order_by("created_at", "id")[:4]
    ]  # fmt: skip
    amina, ben, sofia = (members[n] for n in ("Amina Warsame", "Ben Okafor", "Sofia Marques"))
    tell = _Night(house, amina, ben, sofia)
    tell.ended(people[0], now - 20 * DAY)
    tell.followed(people[1], now - 30 * HOUR)
    tell.in_hand(people[2], now - 25 * MINUTE)
    tell.waiting(people[3], now - 2 * MINUTE)
    tell.kept_in_mind(people[0], now - 3 * HOUR)
    tell.passed(people[2], now - 40 * MINUTE, members["Mateo Rivas"])
    tell.asked_by_law(people[1], now - 20 * HOUR)


class _Night:
    """The steps of one night, each at its moment."""

    def __init__(self, house: Organization, amina: Member, ben: Member, sofia: Member) -> None:
        self.house, self.amina, self.ben, self.sofia = house, amina, ben, sofia

    def waiting(self, person: Person, at: dt.datetime, severity: str = "high") -> Concern:
        with clock.stopped_at(at):
            return actions.raise_concern(
                by=self.ben, severity=severity, person=person, words="Did not sound safe today.",
                replay_key=town.make_id("concern", person.id, at),
            )  # fmt: skip

    def in_hand(self, person: Person, at: dt.datetime, severity: str = "moderate") -> Concern:
        concern = self.waiting(person, at, severity)
        self._at(at + 4 * MINUTE, lambda: actions.acknowledge(concern=concern, by=self.amina))
        self._at(at + 9 * MINUTE, lambda: actions.engage(concern=concern, by=self.amina))
        return concern

    def followed(self, person: Person, at: dt.datetime) -> Concern:
        concern = self.waiting(person, at)
        for minutes in (5, 10):  # nobody answers for a while
            self._at(at + minutes * MINUTE, lambda: actions.escalate_due(
                organization=self.house.id))  # fmt: skip
        self._at(at + 11 * MINUTE, lambda: actions.acknowledge(concern=concern, by=self.amina))
        self._at(at + 13 * MINUTE, lambda: actions.engage(concern=concern, by=self.amina))
        self._at(at + 20 * MINUTE, lambda: actions.consult(
            concern=concern, supervisor=self.sofia, by=self.amina,
            words="Stay with her. The clinic has somebody awake."))  # fmt: skip
        self._at(
            at + 25 * MINUTE,
            lambda: actions.hand_over(
                concern=concern, by=self.amina, consent="given", receiver="Night nurse, Quay clinic"
            ),
        )
        self._at(at + 50 * MINUTE, lambda: actions.confirm(concern=concern, by=self.amina))
        self._at(at + 2 * HOUR, lambda: actions.begin_plan(person=person, by=self.amina))
        self._at(at + 3 * HOUR, lambda: actions.offer_plan(concern=concern, by=self.amina))
        self._follow_up(concern, 1, at + 28 * HOUR)
        return concern

    def ended(self, person: Person, at: dt.datetime) -> Concern:
        concern = self.followed(person, at)
        self._follow_up(concern, 2, at + 4 * DAY)
        self._follow_up(concern, 3, at + 8 * DAY)
        self._at(at + 9 * DAY, lambda: actions.close(
            concern=concern, ended="in_care", by=self.sofia,
            reason="Sees the clinic every week and has her sister with her."))  # fmt: skip
        self._at(at + 12 * DAY, lambda: actions.review(
            concern=concern, by=self.sofia,
            words="We were slow for ten minutes. Two now stand behind at night."))  # fmt: skip
        return concern

    def kept_in_mind(self, person: Person, at: dt.datetime) -> Concern:
        """Somebody has it before midnight."""
        return self.waiting(person, at, "low")

    def passed(self, person: Person, at: dt.datetime, to: Member) -> Concern:
        """Taken, then given to somebody by name, who has it now."""
        concern = self.waiting(person, at, "moderate")
        self._at(at + 3 * MINUTE, lambda: actions.acknowledge(concern=concern, by=self.ben))
        words = "My shift ends. He knows her well."
        self._at(at + 12 * MINUTE, lambda: actions.pass_on(
            concern=concern, to=to, by=self.ben, words=words))  # fmt: skip
        self._at(at + 15 * MINUTE, lambda: actions.acknowledge(concern=concern, by=to))
        return concern

    def asked_by_law(self, person: Person, at: dt.datetime) -> Concern:
        """A duty that this made-up county wrote down; a quarter of its time is left."""
        rule = actions.add_rule(
            by=self.sofia, jurisdiction="Alder County (made up)", hours=24, decider=self.ben,
            about="A child may be in danger", authority="The county's child line",
            source="Made up for this town, like everybody in it",
        )  # fmt: skip
        concern = self.in_hand(person, at)
        self._at(at + HOUR, lambda: actions.open_report(
            concern=concern, rule=rule, by=self.amina))  # fmt: skip
        self._at(at + 19 * HOUR, lambda: actions.remind_due(organization=self.house.id))
        return concern

    def _follow_up(self, concern: Concern, number: int, at: dt.datetime) -> None:
        row = concern.follow_ups.get(number=number)
        self._at(at, lambda: actions.finish_follow_up(
            follow_up=row, outcome="reached", by=self.amina, words="Better today."))  # fmt: skip

    def _at(self, moment: dt.datetime, do: Callable[[], object]) -> None:
        with clock.stopped_at(moment):
            do()
