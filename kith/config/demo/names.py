"""Names for a town in which nobody lives: organisations, streets, houses, telephone numbers."""

import re
from random import Random

FIRST = (
    "Lantern", "Heron", "Copper", "Willow", "Open Gate", "Long Table", "Blue Door", "Sparrow",
    "Driftwood", "Kettle", "Clover", "Harvest", "Cedar", "Morning", "Bridge", "Warm Hands",
    "Fern", "Pebble", "Quilt", "Ember", "Robin", "Tide", "Bramble", "Juniper", "Wayside", "Hearth",
    "Meadow", "Anchor", "Linden", "Common Thread", "Little Oak", "Swallow", "Rushlight", "Ferry",
    "Plum Tree", "Marigold", "Thistle", "Kingfisher", "Stone Soup", "Good Neighbour",
)  # fmt: skip
SECOND = (
    "House", "Trust", "Collective", "Neighbours", "Circle", "Centre", "Chapel", "Association",
    "Friends", "Clinic", "Kitchen", "Workshop", "Union", "Foundation", "Rooms", "Mosque Society",
    "Parish", "Library", "Co-operative", "Network",
)  # fmt: skip
ABOUT = (
    "Run by people from {district} since before the bridge was built.",
    "A small team and many volunteers in {district}.",
    "Started at a kitchen table in {district}, and still feels like one.",
    "Works with every household in {district} that knocks.",
    "Paid for by neighbours, the town and a few good friends.",
    "Part of the life of {district}, open to everybody.",
)
EXTRAS = (
    "", "", "", "Bring a friend if you like.", "The side door has no steps.", "Dogs are welcome.",
    "Ring the bell twice.", "Somebody will greet you at the door.", "Tea is always on.",
    "If you cannot come, call and we will find another way.", "Childcare on request.",
    "Bus 4 and bus 7 stop outside.", "You may stay as short as you like.",
    "Ask for a room of your own if you would rather not wait with others.",
)  # fmt: skip
HOUSES = (
    "Community house", "Old bakery", "Library annexe", "Church hall", "Ferry house", "School wing",
    "Brick hall", "Corner shop", "Garden pavilion", "Mill loft", "Family centre", "Health centre",
)  # fmt: skip
STREETS = (
    "Heron", "Tallow", "Quince", "Ropewalk", "Millrace", "Candle", "Barley", "Osier", "Plover",
    "Saddler", "Weir", "Hazel", "Cooper", "Netmaker", "Sorrel", "Ferryman", "Kiln", "Medlar",
    "Teasel", "Dyer", "Curlew", "Orchard", "Sluice", "Thatcher",
)  # fmt: skip
WAYS = ("Street", "Lane", "Road", "Row", "Walk", "Court")
ACCESSIBILITY = (
    "", "", "No steps; accessible toilet", "Ramp at the side door", "Lift to every floor",
    "Two steps at the entrance; ask for the ramp", "Induction loop; quiet room",
)  # fmt: skip


def organizations(random: Random, count: int, block: int) -> list[str]:
    """Different names within a block; from the second block on they carry its number."""
    pairs = [f"{first} {second}" for first in FIRST for second in SECOND]
    suffix = f" {block + 1}" if block else ""
    return [name + suffix for name in random.sample(pairs, count)]


def street(random: Random) -> str:
    """A house number and a street."""
    return f"{random.randrange(1, 180)} {random.choice(STREETS)} {random.choice(WAYS)}"


def phone(random: Random) -> str:
    """555-0100 to 555-0199 ring nowhere: they are kept for fiction."""
    return f"555-01{random.randrange(100):02d}"


def plain(name: str) -> str:
    """A name as part of a web address."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def misspell(random: Random, name: str) -> str:
    """Two letters swapped, as on a list typed in a hurry."""
    at = random.randrange(1, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
