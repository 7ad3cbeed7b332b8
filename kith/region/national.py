"""Access of a whole country: E2SFCA as one Ibis expression, on DuckDB here and on Spark elsewhere.

The same two steps as `rules.catchment`, which is quicker where the pairs fit into memory. Every
column is cast to float64 where it enters: one engine silently answered 0 where whole numbers were
divided. Ibis is the extra `national`; nothing here is imported by a web process.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kith.region.rules.catchment.decays import Bands

Table = Any  # ibis.Table: an extra, and its types with it
Value = Any


def weight(cost: Value, bands: Bands) -> Value:
    """The weight of the first band whose edge is not below the cost; 0 past the catchment."""
    import ibis

    at = cost.cast("float64")
    inside = [(at <= exact(min(edge, bands.reach)), height) for edge, height in _used(bands)]
    return ibis.cases(*[(test, exact(height)) for test, height in inside], else_=exact(0.0))


def exact(number: float) -> Value:
    """A float64, said so: engines take 0.68 in a query for a decimal and round it their own way."""
    import ibis

    return ibis.literal(repr(float(number))).cast("float64")


def scores(pairs: Table, places: Table, services: Table, bands: Bands) -> Table:
    """(place, score) of every place, 0 where nothing is in reach.

    pairs: place, service, cost. places: place, population. services: service, capacity. Further
    columns are not looked at. Keys may be whole numbers or texts, each once in its table.
    """
    import ibis

    counted = weighted(pairs, bands)
    shared = shares(counted, places, services)
    reached = (
        counted.join(shared, "service")
        .group_by("place")
        .aggregate(score=(ibis._.weight * ibis._.share).sum())
    )
    listed = places.select("place")
    found = listed.left_join(reached, "place").select(
        listed.place, score=ibis.coalesce(reached.score, exact(0.0))
    )
    return found


def weighted(pairs: Table, bands: Bands) -> Table:
    """(place, service, weight) of the pairs inside the catchment."""
    cost = pairs.cost.cast("float64")
    return pairs.filter(cost <= exact(bands.reach)).select(
        "place", "service", weight=weight(cost, bands)
    )


def shares(counted: Table, places: Table, services: Table) -> Table:
    """(service, share): capacity for each person who comes, of services to which anybody comes."""
    people = places.select("place", population=places.population.cast("float64"))
    offered = services.select("service", capacity=services.capacity.cast("float64"))
    joined = counted.join(people, "place")
    comes = joined.group_by("service").aggregate(comes=(joined.population * joined.weight).sum())
    both = offered.join(comes, "service")
    return both.filter(both.comes > 0).select("service", share=both.capacity / both.comes)


def by_cells(
    backend: Any, pairs: Table, places: Table, services: Table, bands: Bands,
    halo: Mapping[Any, Sequence[Any]],
) -> Iterator[Any]:  # fmt: skip
    """The same scores cell after cell, so that the memory of one cell is enough.

    places and services also have `cell`. halo: for each cell all cells, itself among them, in which
    somebody lives who reaches a service that the cell reaches: twice the catchment around it. What
    is computed of a cell is then exact, and no row travels from one part to another. Yields a table
    of results (pyarrow) a cell.
    """
    for cell, around in halo.items():
        near = places.filter(places.cell.isin(list(around)))
        offered = services.filter(services.cell.isin(list(around)))
        inside = pairs.semi_join(near, "place")
        here = scores(inside, near, offered, bands)
        own = places.filter(places.cell == cell).select("place")
        yield backend.to_pyarrow(here.semi_join(own, "place"))


def h3_halo(cells: Sequence[str], rings: int) -> dict[str, list[str]]:
    """Each of these H3 cells with those of them at most so many rings away. rings: so many that
    twice the catchment, as the crow flies, lies inside."""
    import h3

    known = set(cells)
    return {cell: sorted(known & set(h3.grid_disk(cell, rings))) for cell in sorted(known)}


def _used(bands: Bands) -> list[tuple[float, float]]:
    """Bands up to the first that the catchment ends in."""
    found = []
    for edge, height in zip(bands.edges, bands.heights, strict=True):
        found.append((edge, height))
        if edge >= bands.reach:
            break
    return found
