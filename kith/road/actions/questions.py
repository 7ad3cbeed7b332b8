"""Putting a question to somebody named, and taking it back where it settled by itself."""

from kith.accounts.models import Member, Role
from kith.connections.models import Request
from kith.core import clock
from kith.people.models import Person
from kith.road.models import Arrival, Device, Question

Kind, Decision = Question.Kind, Question.Decision


def ask_which_holds(person: Person, field: str, *, is_open: bool) -> None:
    """Different words of one detail stand side by side, or no longer."""
    mine = Question.objects.open().filter(person=person, field=field, kind=Kind.CONFLICT)
    if not is_open:
        mine.update(decision=Decision.SETTLED, decided_at=clock.now())
        return
    if not mine.exists():
        Question.objects.create(
            organization_id=person.organization_id, kind=Kind.CONFLICT, person=person, field=field,
            owner=owner_of(person) or any_supervisor(person.organization_id),
        )  # fmt: skip


def ask_about(arrival: Arrival) -> None:
    """A record could not be entered. Asked once."""
    if Question.objects.filter(arrival=arrival).exists():
        return
    owner = any_supervisor(arrival.organization_id) or _registrar(arrival.device_id)
    Question.objects.create(
        organization_id=arrival.organization_id, kind=Kind.ASIDE, arrival=arrival, why=arrival.why,
        owner=owner,
    )  # fmt: skip


def owner_of(person: Person) -> Member | None:
    """Who owns the newest open request of the person, else who walks with them longest."""
    requests = Request.objects.open().filter(person=person, owner__is_active=True)
    request = requests.select_related("owner").order_by("-created_at", "-id").first()
    if request is not None:
        return request.owner
    place = person.team.present().filter(member__is_active=True).select_related("member").first()
    return place.member if place else None


def any_supervisor(organization: object) -> Member | None:
    """The longest here; who owns a question may hand it on by asking others to decide."""
    rows = Member.objects.active().filter(organization_id=organization)
    found = rows.with_role(Role.SUPERVISOR).order_by("created_at", "id").first()
    return found or rows.with_role(Role.ADMINISTRATOR).order_by("created_at", "id").first()


def _registrar(device: object) -> Member:
    return Device.objects.select_related("registered_by").get(pk=device).registered_by
