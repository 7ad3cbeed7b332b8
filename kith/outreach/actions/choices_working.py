"""The work of a choice: gather who lives where and how long they are on the way, choose, keep.

Opens its own transactions, so that the page can show how far it is. Safe to run twice and after it
was killed: an answer is kept only while its question still waits for it.
"""

from dataclasses import dataclass
from uuid import UUID

import numpy as np

from kith.accounts import tenancy
from kith.core import clock, sources
from kith.core.sources import Demand
from kith.outreach import care, queries
from kith.outreach.actions import choices
from kith.outreach.lifecycle import CHOICE
from kith.outreach.models import Choice, ChoiceQuestion, Stop
from kith.outreach.rules.choice import answer, ground
from kith.outreach.rules.choice.ground import Ground
from kith.outreach.rules.choice.question import Question
from kith.outreach.rules.stops import solving
from kith.outreach.rules.stops.limits import Limits
from kith.outreach.rules.stops.problem import Floats, Impossible, Unfinished
from kith.outreach.rules.stops.reading import Instance
from kith.region import travel
from kith.region.rules.population import Population
from kith.region.rules.streets.network import Means
from kith.region.travel import Region

SECONDS = 20.0
"""To choose; comparing takes as long again at most."""
BLOCK = 128
"""Areas between two signs of life."""
EVERY = 3.0
"""Minutes between two departures: who plans stops needs no more than every third of them."""
BESIDE = 0.3
"""Degrees around the people of a region."""
NEARLY, OTHERS = 0.05, 5
"""Alternatives at most so much worse, and how many of them."""


class _Fault(Exception):
    """Why there is no answer: a code that its page turns into words."""


class _Ended(Exception):
    """Somebody stopped the work, or asked something else."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What is read once, before the long part."""

    choice: Choice
    number: int
    question: Question
    stops: dict[str, tuple[float, float]]
    care: list[tuple[float, float]]
    asks: list[Demand]
    region: Region
    population: Population


def work_out(*, choice_id: UUID, organization: UUID) -> None:
    """What the job does. A fault is kept with the choice, for its page to tell."""
    try:
        given = _gather(choice_id, organization)
        if given is not None:
            _keep(given, _answer(given))
    except _Ended:
        return
    except _Fault as fault:
        _fail(choice_id, organization, str(fault))
    except Exception:
        _fail(choice_id, organization, "broken")
        raise


def _gather(choice_id: UUID, organization: UUID) -> _Given | None:
    with tenancy.acting_for(organization):
        choice = Choice.objects.filter(pk=choice_id, state="working").first()
        if choice is None:
            return None
        asked = choices.current(choice)
        question = Question.of(asked.asked)
        region = travel.current(choice.region)
        if region is None or region.population is None or not region.population.total > 0:
            raise _Fault("no_people")
        people = region.population
        stops = {key: at for key, at in _stops(choice, question).items()
                 if _is_near(at, people) or key in question.pinned}  # fmt: skip
        if not set(stops) - set(question.banned):
            raise _Fault("no_candidates")
        demands = [one for source in sources.demands for one in source.unmet(organization)]
        return _Given(
            choice, asked.number, question, stops, care.places(question.need, question.language),
            demands, region, region.population,
        )  # fmt: skip


def _is_near(at: tuple[float, float], people: Population) -> bool:
    """Whether a stop lies in the region or beside it: those of another town do not take part."""
    return bool(
        people.latitude.min() - BESIDE <= at[0] <= people.latitude.max() + BESIDE
        and people.longitude.min() - BESIDE <= at[1] <= people.longitude.max() + BESIDE
    )


def _stops(choice: Choice, question: Question) -> dict[str, tuple[float, float]]:
    """{id: where} of those that take part; who is pinned takes part in any case."""
    rows = Stop.objects.filter(organization_id=choice.organization_id).standing()
    found: list[Stop] = list(rows.prefetch_related("agreements"))
    if question.candidates == "ready":
        day = queries.today_of(choice.organization)
        told = [queries.row_of(stop, day) for stop in found]
        found = [row.stop for row in told if row.is_ready or str(row.stop.pk) in question.pinned]
    return {str(stop.pk): (stop.latitude, stop.longitude) for stop in found}


def _answer(given: _Given) -> dict[str, object]:
    laid = _ground(given)
    problem = ground.problem(given.question, laid)
    instance = Instance(
        problem, (), laid.stops, Limits(SECONDS), NEARLY, OTHERS, None
    )  # fmt: skip
    _tell(given, "choosing", 0, 1)
    try:
        found = solving.solve(instance, lambda _progress: _is_wanted(given))
    except Impossible as error:
        raise _Fault("impossible") from error
    except Unfinished as error:
        raise _Fault("unfinished") from error
    return answer.told(problem, laid, found)


def _ground(given: _Given) -> Ground:
    people = given.population
    ids = tuple(given.stops)
    moved = [key for key in ids if key in given.question.moved]
    targets = [*given.stops.values(), *given.care]
    minutes, guessed = _minutes(given, targets, "travel")
    if moved:
        places = [given.question.moved[key] for key in moved]
        elsewhere, more = _minutes(given, places, "moved")
        columns = [ids.index(key) for key in moved]
        minutes[:, columns], guessed[:, columns] = elsewhere, more
    to_care = minutes[:, len(ids) :]
    return Ground(
        people.latitude, people.longitude, people.counts[:, 0],
        {ground.plain_name(name): people.group(name) for name in people.groups[1:]},
        ground.asks_of(given.asks, people.latitude, people.longitude),
        to_care.min(axis=1, initial=np.inf), minutes[:, : len(ids)], ids, people.ids, people.shapes,
        "all" if guessed.all() else "part" if guessed.any() else "",
    )  # fmt: skip


def _minutes(
    given: _Given, targets: list[tuple[float, float]], phase: str
) -> tuple[Floats, np.ndarray]:
    """(areas x targets) minutes, and which of them are as the crow flies."""
    asked, where = given.question, np.column_stack(
        [given.population.latitude, given.population.longitude]
    )  # fmt: skip
    parts, guesses = [], []
    for low in range(0, len(where), BLOCK):
        _tell(given, phase, low, len(where))
        found = travel.times(
            given.region, where[low : low + BLOCK], targets, Means(asked.means),
            weekday=asked.weekday, hour=asked.hour, every=EVERY, keep=True,
        )  # fmt: skip
        parts.append(found.median.astype(np.float64) / 60)
        guesses.append(found.estimated)
    return np.vstack(parts), np.vstack(guesses)


def _tell(given: _Given, phase: str, done: int, total: int) -> None:
    """A sign of life; _Ended where nobody waits for the answer any more."""
    choice = given.choice
    with tenancy.acting_for(choice.organization_id):
        rows = Choice.objects.filter(pk=choice.pk, state="working")
        if not _is_current(given) or not rows.update(
            phase=phase, done=done, total=max(1, total), seen_at=clock.now()
        ):
            raise _Ended


def _is_wanted(given: _Given) -> bool:
    with tenancy.acting_for(given.choice.organization_id):
        rows = Choice.objects.filter(pk=given.choice.pk, state="working")
        return rows.exists() and _is_current(given)


def _is_current(given: _Given) -> bool:
    return choices.current(given.choice).number == given.number


def _keep(given: _Given, found: dict[str, object]) -> None:
    """Unless somebody has stopped it or asked something else meanwhile."""
    with tenancy.acting_for(given.choice.organization_id):
        locked = Choice.objects.select_for_update(of=["self"]).get(pk=given.choice.pk)
        question = choices.current(locked)
        if locked.state != "working" or question.number != given.number:
            return
        ChoiceQuestion.objects.filter(pk=question.pk).update(answer=found, answered_at=clock.now())
        question.refresh_from_db()
        choices.keep_stops(locked, question)
        CHOICE.apply(locked, CHOICE.move("show", locked.state, ["job"]), done=locked.total)


def _fail(choice_id: UUID, organization: UUID, fault: str) -> None:
    with tenancy.acting_for(organization):
        choice = Choice.objects.filter(pk=choice_id, state="working").first()
        if choice is not None:
            CHOICE.apply(choice, CHOICE.move("fail", choice.state, ["job"]), fault=fault)
