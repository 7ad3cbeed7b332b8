"""Works out how long one is on the way to every public place."""

from kith.directory.models import Listing
from kith.directory.models.location import Confidentiality
from kith.region import travel
from kith.region.models import RegionVersion
from kith.region.tables import held, making
from kith.region.tables.held import Door
from kith.region.travel import Region


def renew_travel_tables() -> int:
    """A table for every current region, and how many of them are new. Safe to repeat: what is there
    already is not worked out again."""
    made = [
        making.make(region, doors_within(version))
        for version, region in _regions()
    ]  # fmt: skip
    if made or held.is_there():
        making.publish([one.folder for one in made])
    return sum(one.is_new for one in made)


def _regions() -> list[tuple[RegionVersion, Region]]:
    versions = RegionVersion.objects.current().order_by("slug")
    return [
        (version, region)
        for version in versions
        if (region := travel.current(version.slug)) is not None
    ]


def doors_within(version: RegionVersion) -> list[Door]:
    """Places whose address is public. Never one that is kept private: minutes from many cells
    would give it away."""
    found = Listing.objects.filter(
        location__confidentiality=Confidentiality.FULL,
        location__latitude__range=(version.south, version.north),
        location__longitude__range=(version.west, version.east),
    )
    columns = ("location_id", "location__latitude", "location__longitude")
    return [Door(*row) for row in found.order_by("location_id").values_list(*columns).distinct()]
