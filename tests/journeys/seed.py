"""What the journeys find on the site: three organisations, a handful of services, who works there.

Runs once against an empty, migrated database; prints what the journeys need to know as JSON.
"""

import datetime as dt
import json
import os

PASSWORD = "a-long-demo-word"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.journeys.settings")
    import django

    django.setup()
    from kith.accounts.actions import create_member, create_organization
    from kith.accounts.models import Role

    riverbend = create_organization(
        name="Riverbend Commons", slug="riverbend", time_zone="America/Denver",
        languages=("en", "es", "ar"), crisis_name="Night line", crisis_number="555-0100",
        emergency_number="112",
    )  # fmt: skip
    harbour = create_organization(
        name="Harbour Welcome", slug="harbour", kind="refugee", takes_requests=False
    )
    school = create_organization(
        name="Alder Hill School", slug="alder-hill", kind="school", takes_requests=False
    )
    people = {
        "amina": (riverbend, "Amina", [Role.PEER]),
        "ben": (riverbend, "Ben", [Role.NAVIGATOR]),
        "sofia": (riverbend, "Sofia", [Role.ADMINISTRATOR, Role.DIRECTOR, Role.SUPERVISOR]),
        "chidi": (harbour, "Chidi", [Role.NAVIGATOR, Role.ADMINISTRATOR]),
        "lena": (school, "Lena", [Role.PARTNER]),
        "farid": (riverbend, "Farid", [Role.PEER]),  # applies, and becomes a peer in his journey
    }
    emails = {}
    for key, (organization, name, roles) in people.items():
        emails[key] = f"{key}@{organization.slug}.example"
        create_member(
            organization=organization, email=emails[key], name=name, roles=roles, password=PASSWORD
        )
    print(json.dumps({**emails, **directory(riverbend, harbour, school)}))


def directory(riverbend, harbour, school) -> dict[str, str]:
    """Services with every answer a card gives."""
    from kith.directory.actions import find_duplicates, load_taxonomy
    from kith.directory.models import Attribute, Organization, TaxonomyTerm
    from kith.directory.search import index

    load_taxonomy()
    talk = TaxonomyTerm.objects.get(code="talk")
    ours = Organization.objects.create(name="Riverbend Commons", steward=riverbend)
    theirs = Organization.objects.create(
        name="Harbour Welcome", steward=riverbend, operated_by=harbour
    )
    schools = Organization.objects.create(
        name="Alder Hill School", steward=riverbend, operated_by=school
    )
    made = {
        "circle": _service(ours, riverbend, "Evening talking circle", "A warm group after work."),
        "dari": _service(theirs, riverbend, "Dari tea morning", "Tea and talk in Dari."),
        "school": _service(
            schools, riverbend, "After-school counselling", "Somebody to talk to after school."
        ),
    }
    made |= {
        "quilts": _service(ours, riverbend, "Quilting evening", "We sew together."),
        "quilts_too": _service(ours, riverbend, "Quilting evenings", "Sewing, every week."),
        "bread": _service(ours, riverbend, "Bread shelf", "Take what you need.", checked=400),
        "bicycles": _service(ours, riverbend, "Bicycle repair", "With tools.", checked=400),
    }
    find_duplicates()
    for service in made.values():
        Attribute.objects.create(link_entity="service", link_id=service.pk, taxonomy_term=talk)
    index.refresh(None)
    return {key: str(service.pk) for key, service in made.items()}


def _service(organization, steward, name: str, description: str, checked: int = 0):
    """A service that somebody made sure of so many days ago."""
    from kith.directory import models

    verified_on = dt.date.today() - dt.timedelta(checked)
    service = models.Service.objects.create(
        organization=organization, steward=steward, name=name, description=description,
        access=["walk_in", "phone"], cost="free", capacity="capacity",
        verified_on=verified_on, next_check_on=verified_on + dt.timedelta(180),
    )  # fmt: skip
    place = models.Location.objects.create(
        organization=organization, name=f"{name} house", latitude=39.05, longitude=-105.0,
        area="Mill Quarter", time_zone="America/Denver",
    )  # fmt: skip
    models.Address.objects.create(
        location=place, address_1="12 Ferry Lane", city="Marrow Bend", country="US"
    )
    models.ServiceAtLocation.objects.create(service=service, location=place)
    models.Phone.objects.create(service=service, number="555-0142", type="voice")
    models.Schedule.objects.create(
        service=service, freq="WEEKLY", byday="MO,TU,WE,TH,FR",
        opens_at=dt.time(9), closes_at=dt.time(20),
    )  # fmt: skip
    for code, language in (("es", "Spanish"), ("en", "English")):
        models.Language.objects.create(service=service, code=code, name=language)
    return service


if __name__ == "__main__":
    main()
