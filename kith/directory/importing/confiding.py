"""Addresses of confidential places on their way past the public tables: sealed, or not kept at all.

They are sealed for the member who brings the list in, and only where no true address is kept yet:
what somebody typed here is never replaced by what a source says. From the command line nobody is
there who could be answerable, so nothing is kept.
"""

from collections import Counter
from typing import Any

from kith.core.refusals import Refusal
from kith.directory.actions.confidential import set_private_address
from kith.directory.importing.records import Loss
from kith.directory.models import Location, PrivatePlace

SEALED, REFUSED = "address_sealed", "address_confidential"
PARTS = ("attention", "address_1", "address_2", "city", "region", "state_province", "postal_code",
         "country", "address_type")  # fmt: skip


def confide(work: Any) -> None:
    """Seal what was set aside; report each, and never say the address in the report."""
    kept = PrivatePlace.objects.filter(location_id__in=[row[2] for row in work.secrets])
    taken = set(kept.values_list("location_id", flat=True))
    found: Counter[str] = Counter()
    for file, row, location_id, *parts in work.secrets:
        reason = REFUSED
        if location_id not in taken and _seal(
            work, location_id, dict(zip(PARTS, parts, strict=True))
        ):
            taken.add(location_id)
            reason = SEALED
        found[reason] += 1
        work.losses.append(Loss(work.files[file], row, "address", "", reason, True, ""))
    work.lost.update(found)


def _seal(work: Any, location_id: Any, address: dict[str, str]) -> bool:
    location = Location.objects.filter(pk=location_id).first()
    if work.run.by is None or location is None:
        return False
    try:
        set_private_address(location=location, address=address, by=work.run.by)
    except Refusal:
        return False
    return True
