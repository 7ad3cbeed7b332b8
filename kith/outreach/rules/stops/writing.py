"""The answer to an instance as plain values, for JSON and for a table."""

from collections.abc import Sequence
from typing import Any

from kith.core.sources import Reason
from kith.outreach.rules.stops.problem import PINNED, Kind
from kith.outreach.rules.stops.reading import Instance
from kith.outreach.rules.stops.solving import Answer


def written(instance: Instance, answer: Answer) -> dict[str, Any]:
    """`status`: proven, or best_so_far where `gap` is what is left."""
    problem, chosen, keys = instance.problem, answer.choice, instance.candidates
    people = float(problem.who.people.sum())
    return {
        "status": "proven" if chosen.is_proven else "best_so_far",
        "problem": str(problem.kind),
        "count": problem.count,
        "objective": chosen.objective,
        "bound": chosen.bound,
        "gap": chosen.gap,
        "total": float(problem.weight.sum()) if problem.kind is Kind.COVERING else None,
        "estimate": instance.estimate is not None,
        "reached": {
            "people": answer.reached.people,
            "percent": 100 * answer.reached.people / people if people else 0.0,
            "groups": answer.reached.groups,
            "mean_minutes": answer.reached.minutes,
        },
        "stops": [
            {"id": keys[j], "is_pinned": bool(problem.state[j] == PINNED), "reasons": told(reasons)}
            for j, reasons in zip(chosen.stops, answer.reasons, strict=True)
        ],
        "prices": [
            {
                "id": keys[one.candidate], "is": "pinned" if one.state == PINNED else "banned",
                "costs": one.costs, "is_certain": one.is_certain,
            }
            for one in answer.prices
        ],
        "alternatives": [
            {
                "stops": [keys[j] for j in one.choice.stops],
                "goes": [keys[j] for j in one.goes], "comes": [keys[j] for j in one.comes],
                "objective": one.choice.objective, "percent_worse": 100 * one.worse,
                "is_certain": one.choice.is_proven,
            }
            for one in answer.alternatives
        ],
        "warnings": told(answer.warnings),
        "seconds": {name: round(took, 6) for name, took in answer.seconds.items()},
    }  # fmt: skip


def told(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, **reason.values} for reason in reasons]
