"""The ways of the town, as OpenStreetMap has them: streets, alleys, paths, steps, water, parks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kith.config.demo.region import ground as here
from kith.config.demo.region.ground import COLUMN, ROW, SOUTH, WEST, Ground
from kith.config.demo.town import DISTRICTS

TREES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Ironwood", "Juniper",
         "Larch", "Maple", "Oak", "Pine", "Rowan", "Spruce", "Thorn", "Willow", "Yew")  # fmt: skip
BIRDS = ("Avocet", "Bunting", "Curlew", "Dipper", "Egret", "Finch", "Grebe", "Heron", "Jay",
         "Kestrel", "Lark", "Martin", "Nuthatch", "Osprey", "Plover", "Quail", "Robin", "Swift",
         "Tern", "Wren")  # fmt: skip
MAIN = 6
HILL = (21, 5)
"""South-west corner of the block of steps and paths on Alder Hill."""


@dataclass
class Drawing:
    """Nodes and ways as they are drawn; ids count from 1."""

    ground: Ground
    nodes: list[tuple[float, float, dict[str, str]]] = field(default_factory=list)
    ways: list[tuple[list[int], dict[str, str]]] = field(default_factory=list)
    crossing: dict[tuple[int, int], int] = field(default_factory=dict)

    def node(self, latitude: float, longitude: float, **tags: str) -> int:
        self.nodes.append((round(latitude, 6), round(longitude, 6), tags))
        return len(self.nodes)

    def way(self, nodes: list[int], **tags: str) -> None:
        self.ways.append((nodes, tags))


def draw(ground: Ground) -> Drawing:
    """Everything there is on the ground."""
    drawing = Drawing(ground)
    for at, (latitude, longitude) in ground.places.items():
        tags = {"highway": "traffic_signals"} if at[0] % MAIN == 0 == at[1] % MAIN else {}
        tags["ele"] = f"{here.height(latitude, longitude):g}"
        drawing.crossing[at] = drawing.node(latitude, longitude, **tags)
    _rows(drawing)
    _columns(drawing)
    _foot(drawing)
    _water(drawing)
    _green(drawing)
    _names(drawing)
    return drawing


def _rows(drawing: Drawing) -> None:
    """Streets from west to east; every sixth is a main one, two narrow ones are one-way."""
    for row in range(drawing.ground.rows):
        tags = {"highway": "residential", "name": f"{TREES[row % len(TREES)]} Street"}
        if row % MAIN == 0:
            tags |= {"highway": "secondary", "maxspeed": "50"}
        elif row % MAIN == 3:
            tags |= {"oneway": "yes" if row % 4 == 3 else "-1"}
        drawing.way([drawing.crossing[row, c] for c in range(drawing.ground.columns)], **tags)


def _columns(drawing: Drawing) -> None:
    """Streets from south to north stop at the river where there is no bridge."""
    for column in range(drawing.ground.columns):
        tags = {"highway": "residential", "name": f"{BIRDS[column % len(BIRDS)]} Avenue"}
        if column % MAIN == 4 or drawing.ground.is_crossed(column):
            tags |= {"highway": "tertiary", "maxspeed": "30 mph"}
        shore = drawing.ground.shore[column]
        nodes = [drawing.crossing[row, column] for row in range(drawing.ground.rows)]
        south, north = nodes[: shore + 1], nodes[shore + 1 :]
        for part in (south, north):
            if len(part) > 1:
                drawing.way(part, **tags)
        if south and north and drawing.ground.is_crossed(column):
            drawing.way([south[-1], north[0]], **tags, bridge="yes", layer="1")


def _foot(drawing: Drawing) -> None:
    """What only people on foot may use, and a street that posts close to cars."""
    ground, at = drawing.ground, drawing.crossing
    shore = ground.shore.get(here.FOOTBRIDGE, ground.rows)
    if shore + 1 < ground.rows:
        drawing.way([at[shore, here.FOOTBRIDGE], at[shore + 1, here.FOOTBRIDGE]], highway="footway",
                    bridge="yes", layer="1", name="Lamplighter Bridge")  # fmt: skip
    row, column = HILL
    if (row + 3, column + 3) in at:
        drawing.way([at[row, column], at[row + 1, column + 1]], highway="steps", name="Hill Steps")
        drawing.way([at[row + 1, column + 1], at[row + 3, column + 3]], highway="path")
    if (2, 3) in at:
        (a, b), (c, d) = ground.places[1, 2], ground.places[2, 3]
        post = drawing.node((a + c) / 2, (b + d) / 2, barrier="bollard")
        drawing.way([at[1, 2], post, at[2, 3]], highway="service", service="alley")
        gate = drawing.node(*_between(ground.places[0, 1], ground.places[1, 2]), barrier="gate")
        drawing.way([at[0, 1], gate], highway="service", access="private")
    far = SOUTH - ROW * 0.4
    drawing.way([drawing.node(far, WEST), drawing.node(far, WEST + COLUMN / 2)],
                highway="footway", name="Pier that leads nowhere")  # fmt: skip


def _water(drawing: Drawing) -> None:
    columns = [c / 2 for c in range(-1, 2 * drawing.ground.columns)]
    north = [
        drawing.node(SOUTH + (here.river_line(c) + 0.3) * ROW, WEST + c * COLUMN) for c in columns
    ]
    south = [
        drawing.node(SOUTH + (here.river_line(c) - 0.3) * ROW, WEST + c * COLUMN) for c in columns
    ]
    drawing.way([*north, *reversed(south), north[0]], natural="water", water="river",
                name="Reed River")  # fmt: skip


def _green(drawing: Drawing) -> None:
    for name, row, column in (("Commons Park", 12, 9), ("Old Orchard", 2, 1), ("Hill Wood", 21, 5)):
        corners = list(_corners(drawing, row, column))
        if corners:
            drawing.way([*corners, corners[0]], leisure="park", name=name)


def _names(drawing: Drawing) -> None:
    """What the parts of town are called, for the map and for who says where somebody lives."""
    west, south, east, north = drawing.ground.bounds
    for one in DISTRICTS:
        if west <= one.longitude <= east and south <= one.latitude <= north:
            drawing.node(one.latitude, one.longitude, place="suburb", name=one.name)


def _corners(drawing: Drawing, row: int, column: int) -> Iterator[int]:
    if (row + 2, column + 2) not in drawing.crossing:
        return
    for r, c in ((row, column), (row, column + 2), (row + 2, column + 2), (row + 2, column)):
        latitude, longitude = drawing.ground.places[r, c]
        yield drawing.node(latitude, longitude)


def _between(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
