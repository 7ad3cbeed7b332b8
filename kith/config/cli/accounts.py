"""Who works here: create-organization, create-member."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from kith.config.cli.answer import AsJson, give
from kith.config.failures import Exit, Failure

if TYPE_CHECKING:
    from kith.accounts.models import Organization

ROLES = (
    "peer, navigator, supervisor, outreach, partner, organiser, council, director or administrator"
)


class Unusable(Failure):
    """Something that was typed cannot be used."""

    code = Exit.USAGE


def create_organization(
    name: Annotated[str, typer.Argument(help="Its name, as people know it.")],
    slug: Annotated[str, typer.Option(help="Short name for addresses; made from the name.")] = "",
    kind: Annotated[
        str, typer.Option(help="community, refugee, school, agency or congregation.")
    ] = "community",
    country: Annotated[str, typer.Option(help="Two-letter country code (ISO 3166).")] = "US",
    time_zone: Annotated[str, typer.Option(help="Such as America/Chicago.")] = "UTC",
    language: Annotated[list[str] | None, typer.Option(help="A language of its pages.")] = None,
    crisis_name: Annotated[str, typer.Option(help="What the crisis line is called.")] = "",
    crisis_number: Annotated[str, typer.Option(help="Its telephone number.")] = "",
    emergency_number: Annotated[str, typer.Option(help="The emergency number of the place.")] = "",
    as_json: AsJson = False,
) -> None:
    """Add an organisation that works with Kith here."""
    from kith.config.cli.django import ready

    with ready():
        from kith.accounts import actions
        from kith.accounts.models import Organization

        _refuse(kind, Organization.Kind.values, "--kind")
        _refuse_place(country, time_zone, language or ())
        made = actions.create_organization(
            name=name, slug=slug, kind=kind, country=country.upper(), time_zone=time_zone,
            languages=language or ["en"], crisis_name=crisis_name, crisis_number=crisis_number,
            emergency_number=emergency_number,
        )  # fmt: skip
        give(
            {"id": made.id, "name": made.name, "slug": made.slug},
            as_json=as_json,
            text=f"{made.name} is ready as “{made.slug}”.\n"
            f"Next: kith create-member {made.slug} EMAIL NAME --role administrator",
        )


def _refuse(said: str, known: Iterable[str], option: str) -> None:
    if said not in known:
        raise Unusable(f"{option} is one of {', '.join(known)}.")


def _refuse_place(country: str, time_zone: str, languages: Iterable[str]) -> None:
    """What a form offers as a list, a command has to say."""
    import zoneinfo

    from kith.core.languages import INTERFACE

    if len(country) != 2 or not country.isalpha():
        raise Unusable(f"--country is two letters (ISO 3166), such as PT; not “{country}”.")
    if time_zone not in zoneinfo.available_timezones():
        raise Unusable(f"--time-zone is a name such as Europe/Lisbon; not “{time_zone}”.")
    for one in languages:
        _refuse(one, [language.code for language in INTERFACE], "--language")


def create_member(
    organization: Annotated[str, typer.Argument(help="The short name of the organisation.")],
    email: Annotated[str, typer.Argument(help="The address this person signs in with.")],
    name: Annotated[str, typer.Argument(help="The name others see.")],
    role: Annotated[
        list[str] | None, typer.Option(help=f"{ROLES}. May be given more than once.")
    ] = None,
    password: Annotated[
        str, typer.Option(envvar="KITH_NEW_PASSWORD", help="Made up and shown once if left out.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Add a person who can sign in."""
    from kith.config.cli.django import ready

    with ready():
        from kith.accounts import actions
        from kith.accounts.models import Role, User

        tenant = tenant_of(organization)
        for one in role or ():
            _refuse(one, Role.values, "--role")
        shown = _password(email, password) if not _has_account(User, email) else ""
        member = actions.create_member(
            organization=tenant, email=email, name=name, roles=role or ["navigator"],
            password=password or shown or None,
        )  # fmt: skip
        data = {"id": member.id, "name": member.name, "roles": member.roles}
        once = f" with the password {shown}\nIt is shown only now." if shown else "."
        give(
            data | ({"password": shown} if shown else {}),
            as_json=as_json,
            text=f"{member.name} can sign in as {email.strip().lower()}{once}",
        )


def tenant_of(slug: str) -> "Organization":
    from kith.accounts.models import Organization

    found = Organization.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organization.objects.values_list("slug", flat=True)[:10])
        raise Failure(
            f"There is no organisation “{slug}”. "
            + (f"There are: {known}." if known else "Make one with kith create-organization.")
        )
    return found


def _has_account(user: type, email: str) -> bool:
    """Whoever has an account keeps their password: an account may belong to several members."""
    return user.objects.filter(email=email.strip().lower()).exists()  # type: ignore[attr-defined]


def _password(email: str, given: str) -> str:
    """One made up where none was given; a given one must be good enough. Returns what to show."""
    import secrets

    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email.strip())
        if given:
            validate_password(given)
            return ""
    except ValidationError as error:
        raise Unusable(" ".join(error.messages)) from error
    return secrets.token_urlsafe(12)
