"""Observation of a role play: levels for each competency, and the gate before working alone.

Levels after WHO EQUIP's ENACT: 1 harmful, 2 none or some, 3 all basic, 4 basic plus advanced. The
competencies are in our own words. The gate: nothing harmful, and nothing left unlooked at.
"""

from collections.abc import Mapping

HARMFUL, BASIC, HIGHEST = 1, 3, 4
COMPETENCIES = (
    "listening", "warmth", "own_story", "limits", "confidence", "danger", "choices", "culture",
    "ending",
)  # fmt: skip


def harmful(levels: Mapping[str, int]) -> tuple[str, ...]:
    """What was seen that can harm."""
    return tuple(item for item in COMPETENCIES if levels.get(item) == HARMFUL)


def opens_the_gate(levels: Mapping[str, int]) -> bool:
    """Whether somebody may be alone with a person after this observation."""
    return all(HARMFUL < levels.get(item, HARMFUL) <= HIGHEST for item in COMPETENCIES)
