"""OR-Library's text format of the p-median (Beasley, European J. of Operational Research 21, 1985).

`vertices edges p`, then a line `i j cost` for each edge, both ways; of an edge that stands there
several times the last counts. Every vertex is a place and a candidate; costs are shortest paths.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.fields import Unclear


@dataclass(frozen=True, slots=True)
class Graph:
    """far (vertices x vertices): infinity where there is no path."""

    far: NDArray[np.float64]
    count: int


def is_text(text: str) -> bool:
    """Whether it can be this format: JSON begins with a bracket."""
    return text.lstrip()[:1].isdigit()


def read(text: str) -> Graph:
    """Raises Unclear with the line."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    lines = [line.split() for line in text.splitlines() if line.strip()]
    vertices, edges, count = _numbers(lines[0], 1)
    if not 1 <= count <= vertices:
        raise Unclear("line 1", "p is between 1 and the number of vertices")
    if len(lines) - 1 != edges:
        raise Unclear("line 1", f"{edges} edges are announced and {len(lines) - 1} are there")
    cost: dict[tuple[int, int], int] = {}
    for at, line in enumerate(lines[1:], start=2):
        i, j, length = _numbers(line, at)
        if not (1 <= i <= vertices and 1 <= j <= vertices):
            raise Unclear(f"line {at}", f"vertices are 1 to {vertices}")
        cost[min(i, j) - 1, max(i, j) - 1] = length
    ends = np.array(list(cost), np.int64).reshape(-1, 2)
    weights = np.array(list(cost.values()), np.float64)
    graph = csr_array((weights, (ends[:, 0], ends[:, 1])), shape=(vertices, vertices))
    return Graph(dijkstra(graph, directed=False), count)


def _numbers(line: list[str], at: int) -> tuple[int, int, int]:
    try:
        a, b, c = (int(part) for part in line)
    except ValueError:
        raise Unclear(f"line {at}", "three whole numbers are needed") from None
    if c < 0:
        raise Unclear(f"line {at}", "a length is 0 or above")
    return a, b, c
