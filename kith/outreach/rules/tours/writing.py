"""A plan as the JSON that `kith solve tours` prints."""

from typing import Any

from kith.outreach.rules.tours.plan import Plan, Route
from kith.outreach.rules.tours.problem import Problem


def written(problem: Problem, plan: Plan) -> dict[str, Any]:
    """Routes by day, patterns by stop, and who is left out; no reasons, bound or verdict yet."""
    left = plan.left_out
    served = len(problem.stops) - len(left)
    return {
        "status": "complete" if not left else "partial" if served else "none",
        "objective": plan.cost,
        "stops": len(problem.stops),
        "served": served,
        "routes": [_route(problem, route) for route in plan.routes],
        "patterns": [
            {"stop": stop.key, "days": [v.day for v in stop.options[choice].visits],
             "price": stop.options[choice].price}
            for stop, choice in zip(problem.stops, plan.choices, strict=True) if choice is not None
        ],
        "unserved": [{"stop": problem.stops[k].key} for k in left],
    }  # fmt: skip


def _route(problem: Problem, route: Route) -> dict[str, Any]:
    pause = route.pause
    return {
        "day": route.day,
        **({"label": problem.labels[route.day]} if problem.labels else {}),
        "unit": problem.units[route.unit].key,
        "leaves": route.leaves,
        "back": route.back,
        "km": route.km,
        "minutes": route.minutes,
        "load": route.load,
        "cost": route.cost,
        "break": pause and {"begins": pause.begins, "ends": pause.ends, "after": pause.after,
                            "arrived": pause.is_arrived},
        "refuels": list(route.refuels),
        "visits": [
            {"stop": problem.stops[call.stop].key, "arrives": call.arrives, "begins": call.begins,
             "opens": call.opens, "closes": call.closes, "leaves": call.leaves}
            for call in route.calls
        ],
    }  # fmt: skip
