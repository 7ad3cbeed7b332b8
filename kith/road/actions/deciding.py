"""Somebody named decides. Of two who decide at once the second hears that it was done."""

from uuid import UUID

from django.db import transaction

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.people import actions as people
from kith.people.models import Person
from kith.road import access, who
from kith.road.actions import entering, questions, versions
from kith.road.models import Arrival, Crew, Question, Version
from kith.road.records import Record, Who
from kith.road.refusals import Decided, StillNot

Decision, Kind = Question.Decision, Question.Kind


def choose_version(*, question: Question, version_id: UUID, by: Member) -> Question:
    """This one holds; the others are past. It is put where the desk shows it."""
    person = question.person
    if person is None or not access.may_open(by, question):
        raise NotYours
    with transaction.atomic():
        list(Person.objects.select_for_update().filter(pk=person.pk).values("pk"))
        stand = versions.standing(person, question.field)
        chosen = next((each for each in stand if each.pk == version_id), None)
        if chosen is None:
            raise Decided
        was_in_use = chosen.state == Version.State.IN_USE
        questions.decide(question, Decision.KEPT if was_in_use else Decision.TAKEN, by)
        others = [each.pk for each in stand if each is not chosen]
        Version.objects.filter(pk__in=others).update(state=Version.State.PAST)
        Version.objects.filter(pk=chosen.pk).update(state=Version.State.IN_USE)
        versions.put(person, question.field, chosen.unseal("value_sealed"))
    return question


def decide_double(*, question: Question, is_same: bool, by: Member) -> Question:
    """The same, or two. Both records stay; that they are one is written between them."""
    if question.kind != Kind.DOUBLE or not access.may_open(by, question):
        raise NotYours
    with transaction.atomic():
        questions.decide(question, Decision.SAME if is_same else Decision.DIFFERENT, by)
    return question


def let_in(*, question: Question, by: Member) -> Question:
    """A supervisor vouches for who entered it, or for their walking with the person."""
    arrival = _aside(question, by)
    if not by.has_role(Role.SUPERVISOR):
        raise NotYours
    with transaction.atomic():
        content = entering.content_of(arrival)
        try:
            record = entering.read(arrival, content)
        except (KeyError, ValueError) as error:
            raise StillNot from error
        _vouch(arrival, record, by)
        questions.decide(question, Decision.LET_IN, by)
        crews = entering.crews_of([arrival.device_id])
        entering.enter_or_put_aside(arrival, content, crews)
        questions.tell_owners(arrival.organization_id)
        if arrival.state == Arrival.State.ASIDE:
            raise StillNot
    return question


def drop(*, question: Question, by: Member) -> Question:
    """Not entered: its words are gone. Whoever does so has read them, and it is on record."""
    arrival = _aside(question, by)
    with transaction.atomic():
        questions.decide(question, Decision.DROPPED, by)
        Arrival.objects.filter(pk=arrival.pk).update(state=Arrival.State.DROPPED, sealed=None)
    return question


def _aside(question: Question, by: Member) -> Arrival:
    arrival = question.arrival
    if arrival is None or not access.may_open(by, question):
        raise NotYours
    if arrival.state != Arrival.State.ASIDE:
        raise Decided
    return arrival


def _vouch(arrival: Arrival, record: Record, by: Member) -> None:
    rows = Member.objects.active().filter(organization_id=arrival.organization_id)
    author = rows.filter(pk=record.by).first()
    if author is None or not author.has_role(*CARE):
        raise StillNot
    Crew.objects.get_or_create(
        device_id=arrival.device_id, member=author,
        defaults={"organization_id": arrival.organization_id},
    )  # fmt: skip
    about = getattr(record, "who", None)
    if isinstance(about, Who) and about.code:
        everybody = Person.objects.filter(organization_id=arrival.organization_id, erased_at=None)
        for person in who.by_short_code(everybody, about.code)[:1]:
            people.join_team(person=person, member=author, by=by)
