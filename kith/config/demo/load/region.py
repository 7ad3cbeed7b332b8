"""What June asked about the town's ground: who gets to counselling in Somali by bus, and how far
one gets from the Commons on foot. The worker answers when the demo is served."""

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.load.telling import Telling
from kith.directory.models import TaxonomyTerm
from kith.region import asking
from kith.region.rules.asking.question import Access, Reach


def load(telling: Telling) -> None:
    """Two questions, waiting."""
    house = Organization.objects.get(pk=town.TENANTS[0].id)
    home = town.DISTRICTS[0]
    need = TaxonomyTerm.objects.get(code="counselling")
    asked: tuple[Access | Reach, ...] = (
        Access(need=str(need.pk), language="so", minutes=20),
        Reach(means="foot", minutes=30, latitude=home.latitude, longitude=home.longitude,
              place="The Commons"),
    )  # fmt: skip
    with tenancy.acting_for(house.id):
        june = Member.objects.get(organization=house, name="June Halvorsen")
        for number, question in enumerate(asked):
            key = town.make_id("question", number)
            asking.ask(asked=question, region=town.SLUG, replay_key=key, by=june)
    telling.count("questions about the region", len(asked))
