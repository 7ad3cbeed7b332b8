"""The answer to an instance as plain values, for JSON and for a table."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kith.core.sources import Reason
from kith.region.rules.catchment.decays import Bands, Decay
from kith.region.rules.catchment.reading import Instance
from kith.region.rules.catchment.solving import Answer, View


def written(instance: Instance, answer: Answer) -> dict[str, Any]:
    """`status`: solved, or nothing where no place has anything in reach."""
    everybody, *filtered = answer.views
    return {
        "status": "solved" if (everybody.reach.services > 0).any() else "nothing",
        "method": str(instance.method),
        "catchment": instance.decay.reach if instance.decay.reach < float("inf") else None,
        "decay": _decay(instance.decay),
        "places": len(instance.places),
        "pairs": sum(len(one.cost) for one in instance.pairs.values()),
        "estimate": instance.estimate is not None,
        **_view(instance, everybody),
        "filters": [{"name": one.filter.name, **_view(instance, one)} for one in filtered],
        "warnings": reasons(answer.warnings),
        "seconds": {name: round(took, 6) for name, took in answer.seconds.items()},
    }


def reasons(told: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, **reason.values} for reason in told]


def _view(instance: Instance, view: View) -> dict[str, Any]:
    keys = [one.key for one in instance.services]
    found: dict[str, Any] = {
        "services": int(view.counts.sum()),
        "capacity": float(instance.capacity[view.counts].sum()),
        "groups": [asdict(one) for one in view.groups],
        "worst": [
            {
                "place": instance.places[one.place], "people": one.people, "score": one.score,
                "reasons": reasons(one.reasons),
            }
            for one in view.worst
        ],
        "scores": dict(zip(instance.places, view.scores.score.tolist(), strict=True)),
        "shares": {
            key: {"share": share, "comes": comes}
            for key, share, comes, counts in zip(
                keys, view.scores.share.tolist(), view.scores.comes.tolist(), view.counts.tolist(),
                strict=True,
            )
            if counts
        },
    }  # fmt: skip
    if view.planned is not None:
        found["plan"] = {
            "change": [asdict(one) for one in view.change],
            "scores": dict(zip(instance.places, view.planned.score.tolist(), strict=True)),
        }
    return found


def _decay(decay: Decay) -> dict[str, Any]:
    if isinstance(decay, Bands):
        return {
            "kind": "bands",
            "bands": [list(one) for one in zip(decay.edges, decay.heights, strict=True)],
        }
    return {"kind": decay.kind, **decay.parameters}
