"""Months of measures, told in order of time by the actions that pages call."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

from kith.accounts import tenancy
from kith.accounts.models import Member, Role
from kith.config.demo import measures, town
from kith.config.demo.load.telling import Telling
from kith.config.demo.measures import Asked
from kith.core import alarms, clock
from kith.measures import actions, asking, library, links
from kith.measures.models import Assessment
from kith.measures.rules.definition import Instrument
from kith.people.models import CareTeam, Person

LONG_ENOUGH = dt.timedelta(days=25)
TRAINED = (("riverbend", "Sofia Marques"), ("riverbend", "Ben Okafor"), ("harbour", "Yusuf Haddad"))


def load(telling: Telling) -> None:
    """For each tenant: who is trained, then what was asked of whom."""
    for tenant in town.TENANTS:
        with tenancy.acting_for(tenant.id):
            _set_up(tenant.slug)
            for asked, person, by in _in_order(tenant, telling):
                with clock.stopped_at(asked.at):
                    _tell(asked, person, by, telling)
                telling.count("measures")


def _set_up(slug: str) -> None:
    """What a supervisor or administrator keeps: who was trained, what counts as a change."""
    keepers = Member.objects.with_role(Role.SUPERVISOR, Role.ADMINISTRATOR)
    keeper = keepers.select_related("organization").order_by("name").first()
    if keeper is None:
        return
    _train(slug, keeper)
    for name, (sd, reliability, case_at) in measures.SPREADS.items():
        actions.set_spread(
            instrument=name, sd=Decimal(sd), reliability=Decimal(reliability),
            case_at=Decimal(case_at), source=measures.SPREAD_SOURCE, by=keeper,
        )  # fmt: skip


def _train(slug: str, keeper: Member) -> None:
    """The screener is asked by who learned to; a supervisor or administrator says so."""
    names = [name for tenant, name in TRAINED if tenant == slug]
    for member in Member.objects.filter(name__in=names).order_by("name"):
        day = clock.today() - dt.timedelta(days=200)
        actions.record_training(member=member, instrument="c-ssrs", trained_on=day, by=keeper)


def _in_order(tenant: town.Tenant, telling: Telling) -> list[tuple[Asked, Person, Member]]:
    found = [
        (asked, person, by)
        for person, by in _people(tenant, telling)
        for asked in measures.occasions(_chance(person, telling), person.created_at, telling.now)
    ]
    return sorted(found, key=lambda one: (one[0].at, one[1].id.hex, one[0].instrument))


def _people(tenant: town.Tenant, telling: Telling) -> Iterator[tuple[Person, Member]]:
    """Those who have been with us for a while, with whoever walks with them."""
    most = measures.PEOPLE.get(tenant.slug, 0)
    known = Person.objects.filter(erased_at=None, created_at__lt=telling.now - LONG_ENOUGH)
    team = CareTeam.objects.present().select_related("member__organization")
    for person in known.select_related("key", "organization").order_by("created_at", "id"):
        place = team.filter(person=person).order_by("joined_at", "id").first()
        if place is not None and most:
            most -= 1
            yield person, place.member


def _tell(asked: Asked, person: Person, by: Member, telling: Telling) -> None:
    """Ask, and have it answered as it was."""
    random = _chance(person, telling, asked.at, asked.instrument)
    instrument = library.get(asked.instrument)
    key = town.make_id("measure", person.id, asked.at, asked.instrument)
    given = measures.answers(instrument, asked.share, random)
    text = instrument.text_in(person.language, "en")
    known: dict[str, Any] = {
        "person": person, "instrument": asked.instrument, "replay_key": key, "by": by,
        "language": text.language if text else person.language,
    }  # fmt: skip
    mode = "paper" if text is None or not _somebody_is_there(instrument, person) else asked.mode
    if mode == "paper":
        actions.take_down(typed=given, **known)
    elif mode == "present":
        _finish(actions.begin(**known), given, asked.end, by)
    elif mode == "tablet":
        _hand_over(actions.begin(mode="tablet", **known), given, asked.end, by)
    else:
        _follow(actions.offer(**known)[1], given, asked.end)


def _somebody_is_there(instrument: Instrument, person: Person) -> bool:
    """Whether a question about danger could be asked in that hour."""
    return not asking.needs_duty(instrument) or alarms.someone_is_on_duty(person.organization_id)


def _follow(token: str, given: dict, end: str) -> None:
    """The person opens the link on their own telephone, or not yet."""
    if end == "waits":
        return
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        _finish(own, given, end, None)


def _hand_over(assessment: Assessment, given: dict, end: str, by: Member) -> None:
    """At the table: handed over, answered, sent once, and taken back."""
    tablet = actions.hand_over(assessment=assessment, by=by)
    go = {"finished": "finish", "stopped": "stop", "waits": "save"}[end]
    first = dict(list(given.items())[:2]) if end == "waits" else given
    actions.receive(
        tablet=tablet, given=first, go=go, replay_key=town.make_id("tablet", assessment.id)
    )
    if end != "waits":
        actions.take_back(tablet=tablet, by=by)


def _finish(assessment: Assessment, given: dict, end: str, by: Member | None) -> None:
    if end == "stopped":
        actions.stop(assessment=assessment, by=by)
    elif end == "waits":
        first = dict(list(given.items())[:2])
        actions.save_answers(assessment=assessment, given=first, by=by)
    else:
        actions.finish(assessment=assessment, given=given, by=by)


def _chance(person: Person, telling: Telling, *more: object) -> Random:
    """The same person answers alike in every telling."""
    return Random(f"{telling.seed}/{person.id}/measures/{more}")  # noqa: S311 - a town, no secret
