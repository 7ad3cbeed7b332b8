"""Near a postcode. Only what is public can be near: a hidden place has no coordinates to be found
by, and a place of which only the area is public is as far away as the middle of its area.
"""

from django.db.models import Avg, Exists, F, FloatField, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Replace, Upper

from kith.api.hsds.refusals import NotThere
from kith.directory.exporting import listed
from kith.directory.models import Address, Listing, ServiceArea
from kith.directory.rules.distance import Point, chord


def near(found: QuerySet, postcode: str, metres: float | None) -> QuerySet:
    """Services at locations that are near a postcode, or serve it."""
    if metres is not None:
        centre = _middle(postcode)
        if centre is None:
            raise NotThere(
                "No place is known by this postcode, so nothing can be near it. Give the postcode "
                "of a place in this directory, or leave `proximity` out.",
                "postcode",
            )
        return found.filter(_within(centre, metres), _serves(centre) | ~Q(Exists(_areas())))
    if not postcode:
        return found
    there = _with_postcode(postcode).filter(location=OuterRef("location_id"))
    return found.filter(Q(Exists(there)) | _serves(_middle(postcode)))


def _with_postcode(postcode: str) -> QuerySet[Address]:
    """Public addresses whose postcode begins so, however it is spaced."""
    written = Upper(Replace("postal_code", Value(" "), Value("")))
    wanted = postcode.upper().replace(" ", "")
    return listed.addresses().annotate(written=written).filter(written__startswith=wanted)


def _middle(postcode: str) -> Point | None:
    """The mean of the places that have this postcode."""
    if not postcode:
        return None
    mean = _with_postcode(postcode).aggregate(
        latitude=Avg("location__latitude"), longitude=Avg("location__longitude")
    )
    return None if mean["latitude"] is None else Point(mean["latitude"], mean["longitude"])


def _within(centre: Point, metres: float) -> Exists:
    here = Func(Value(centre.latitude), Value(centre.longitude), function="kith_earth")
    away = Func(F("earth"), here, function="cube_distance", output_field=FloatField())
    lines = Listing.objects.annotate(away=away).filter(pk=OuterRef("pk"))
    return Exists(lines.filter(away__lte=chord(metres / 1000)))


def _areas() -> QuerySet[ServiceArea]:
    """The areas of a service at a location that have a shape."""
    own = Q(service=OuterRef("service_id")) | Q(service_at_location=OuterRef("pk"))
    return ServiceArea.objects.filter(own, removed_at=None).exclude(bounds=None)


def _serves(centre: Point | None) -> Q:
    everywhere = Q(service__everywhere=True)
    if centre is None:
        return everywhere
    west, south, east, north = (f"bounds__{n}" for n in range(4))
    x, y = centre.longitude, centre.latitude
    level = Q(**{f"{south}__lte": y, f"{north}__gte": y})
    plain = Q(**{f"{west}__lte": x, f"{east}__gte": x})
    # A box that crosses the date line has its west end in the east.
    across = Q(**{f"{west}__gt": F(east)}) & (Q(**{f"{west}__lte": x}) | Q(**{f"{east}__gte": x}))
    return everywhere | Q(Exists(_areas().filter(level, plain | across)))
