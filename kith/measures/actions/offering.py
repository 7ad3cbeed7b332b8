"""A measure is offered: by a private link, or sitting down together."""

from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.once import once
from kith.core.refusals import AlreadyChanged
from kith.measures import access, asking, links
from kith.measures.lifecycle import ASSESSMENT
from kith.measures.models import Assessment
from kith.measures.refusals import NobodyOnDuty
from kith.measures.rules.definition import Instrument
from kith.people.models import Person


def offer(
    *, person: Person, instrument: str, language: str, replay_key: UUID, by: Member
) -> tuple[Assessment, str]:
    """A private link for the person's own telephone, good for fourteen days: the assessment and the
    link's token, which is kept nowhere. Sent again it answers with the same two."""
    found = asking.find(instrument)
    _require(found, person, by, Assessment.Mode.LINK, language)

    def make() -> Assessment:
        return _keep(found, person, language, Assessment.Mode.LINK, replay_key, by, "offered")

    mine = Assessment.objects.filter(organization_id=person.organization_id)
    with transaction.atomic():
        assessment = once(mine, replay_key, make)
        return assessment, links.make_for(assessment)


def begin(
    *, person: Person, instrument: str, language: str, replay_key: UUID, by: Member,
    mode: str = Assessment.Mode.PRESENT,
) -> Assessment:  # fmt: skip
    """Together with somebody, or on the tablet."""
    found = asking.find(instrument)
    _require(found, person, by, mode, language)

    def make() -> Assessment:
        return _keep(found, person, language, mode, replay_key, by, "open")

    mine = Assessment.objects.filter(organization_id=person.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def begin_by_link(*, assessment: Assessment) -> Assessment:
    """The person opens their link and begins. While nobody is on duty the questionnaire without the
    question about dying is asked instead; where there is no such one, NobodyOnDuty."""
    found = asking.fitting(asking.find(assessment.instrument), assessment.organization_id)
    if found is None:
        raise NobodyOnDuty
    if assessment.state == "open":
        return assessment
    move = ASSESSMENT.move("begin", assessment.state, ["person"])
    with transaction.atomic():
        ASSESSMENT.apply(
            assessment, move, instrument=found.name, version=found.version,
            item_count=len(found.items),
        )  # fmt: skip
    return assessment


def _require(found: Instrument, person: Person, by: Member, mode: str, language: str) -> None:
    access.require_team(by, person)
    if person.erased_at is not None:
        raise AlreadyChanged
    access.require_training(by, found)
    asking.require_askable(found, person.organization_id, mode, language)


def _keep(
    found: Instrument, person: Person, language: str, mode: str, replay_key: UUID, by: Member,
    state: str,
) -> Assessment:  # fmt: skip
    assessment = Assessment.objects.create(
        organization_id=person.organization_id, person=person, instrument=found.name,
        version=found.version, language=language, mode=Assessment.Mode(mode), state=state,
        item_count=len(found.items), offered_by=by, replay_key=replay_key,
    )  # fmt: skip
    chain.record(
        "measure_offered", by=by, organization=person.organization_id, subject=assessment,
        stream="measures", instrument=found.name,
    )  # fmt: skip
    return assessment
