"""The answer to an instance as plain values, for JSON and for a table."""

from collections.abc import Sequence
from typing import Any

from kith.core.sources import Reason
from kith.peers.rules.matching.batch import Batch
from kith.peers.rules.matching.reading import Instance


def written(instance: Instance, found: Batch) -> dict[str, Any]:
    """`status`: complete (everybody has a peer), partial, or none. Sums in the caller's own sense:
    where more is better, the bound is what no assignment of the same people can exceed."""
    sign = instance.sign
    many = len(instance.people)
    status = "complete" if not found.left_over else "partial" if found.pairs else "none"
    return {
        "status": status,
        "people": many,
        "peers": len(instance.peers),
        "matched": len(found.pairs),
        "objective": sign * found.objective + 0.0,
        "bound": sign * found.bound + 0.0,
        "assignment": [
            {
                "person": pair.person, "peer": pair.peer, "cost": sign * pair.cost + 0.0,
                "price": pair.price, "reasons": _reasons(pair.reasons),
                "misfits": _reasons(pair.misfits),
            }
            for pair in found.pairs
        ],
        "unmatched": [
            {"person": one.person, "reasons": _reasons(one.reasons)} for one in found.left_over
        ],
        "removed": [
            {"rule": one.rule.value, "pairs": one.pairs, "alone": one.alone}
            for one in found.removed
        ],
        "prices": found.peer_price,
        "seconds": {name: round(took, 6) for name, took in found.seconds.items()},
    }  # fmt: skip


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, **reason.values} for reason in reasons]
