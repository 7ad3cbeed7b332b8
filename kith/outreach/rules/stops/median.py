"""The p-median: the p candidates to which everybody's way is shortest in all, with its bound.

A good set comes from exchanges (`interchange`), a bound from prices (`lagrangian`), and what gap
is left is closed exactly by branching: the candidate of which the prices are least sure is pinned
in one branch and banned in the other, the branch with the lowest bound first, so that the bound
rises all the time and the search may be stopped at any moment. Where all costs are whole numbers a
set must be better by 1 to count.
"""

import heapq
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from kith.outreach.rules.stops.limits import Choice, Limits, Progress, Told
from kith.outreach.rules.stops.problem import BANNED, FREE, PINNED, Bools, Floats, States

STARTS, ROOT_ROUNDS, ROOT_CLIMB, CLIMB, STRIDE = 10, 30, 100, 80, 1.0
EVERY = 8
"""Branches between two tries to exchange from where the prices point."""


@dataclass(order=True)
class Branch:
    """Ordered by bound, then by age. sure (candidates): how often each was open lately."""

    bound: float
    number: int
    state: States = field(compare=False)
    prices: Floats = field(compare=False)
    sure: Floats = field(compare=False)


class Search:
    """One instance on its way. far (candidates x places): weighted cost, finite, 0 and above."""

    def __init__(self, far: Floats, count: int, state: States, limits: Limits, told: Told) -> None:
        self.far = np.ascontiguousarray(far, np.float64)
        self.count, self.state = count, state.astype(np.int8)
        self.limits, self.told = limits, told
        self.began = time.perf_counter()
        order = np.argsort(self.far, axis=0, kind="stable").T
        self.order = np.ascontiguousarray(order, np.int32)
        self.cost = np.take_along_axis(np.ascontiguousarray(self.far.T), order, axis=1)
        self.upper, self.best = np.inf, np.zeros(len(far), np.bool_)
        self.bound, self.branches, self.is_stopped = 0.0, 0, False
        is_whole = bool((self.far == np.rint(self.far)).all()) and float(self.far.sum()) < 2**50
        self.step = 1 - 1e-6 if is_whole else 0.0

    @property
    def enough(self) -> float:
        """A bound from which on nothing that counts as better can be hidden."""
        return self.upper - max(self.step, 1e-9 * abs(self.upper), self.limits.gap * self.upper)

    def run(self) -> Choice:
        """Start, root, then branch by branch."""
        self._start()
        root = self._root()
        waiting = [root] if self.bound < self.enough else []
        while waiting and waiting[0].bound < self.enough and not self._must_stop():
            branch = heapq.heappop(waiting)
            for child in self._children(branch):
                heapq.heappush(waiting, child)
            if waiting:
                self.bound = max(self.bound, min(waiting[0].bound, self.upper))
            self._tell("closing")
        left = waiting[0].bound if waiting else self.upper
        self.bound = max(self.bound, min(left, self.upper))
        is_proven = self.bound >= self.upper - max(self.step, 1e-9 * abs(self.upper))
        return Choice(
            tuple(int(j) for j in np.nonzero(self.best)[0]), self.upper,
            self.upper if is_proven else self.bound, is_proven,
            time.perf_counter() - self.began, self.branches,
        )  # fmt: skip

    def _start(self) -> None:
        """Sets by chance, the same each time, made better by exchanges."""
        chance = np.random.default_rng(0)
        pinned, free = np.nonzero(self.state == PINNED)[0], np.nonzero(self.state == FREE)[0]
        for _start in range(STARTS):
            is_open = np.zeros(len(self.far), np.bool_)
            is_open[pinned] = True
            is_open[chance.permutation(free)[: self.count - len(pinned)]] = True
            self._exchange(is_open)
            if self._must_stop():
                break
        self._tell("start")

    def _root(self) -> Branch:
        """The bound of all, and what it settles at once."""
        from kith.outreach.rules.stops import lagrangian

        near = min(len(self.far) - 1, max(1, len(self.far) // max(1, self.count)))
        prices, stride = self.cost[:, near].copy(), 1.5
        found, bound = None, -np.inf
        for _round in range(ROOT_ROUNDS):
            climbed = lagrangian.climb(self.order, self.cost, self.state, self.count, self.upper,
                                       prices, ROOT_CLIMB, stride)  # fmt: skip
            stride = climbed[5]
            if found is None or climbed[0] > bound:
                found, bound, prices = climbed, climbed[0], climbed[1]
            self.bound = max(self.bound, min(bound, self.upper))
            self._exchange(climbed[4].copy())
            self._exchange(self._surest(climbed[3], self.state))
            self._tell("bound")
            if stride < lagrangian.SMALLEST or bound >= self.enough or self._must_stop():
                break
        assert found is not None
        state = self.state.copy()
        lagrangian.settle(found[2], found[4], state, bound, self.enough)
        return Branch(bound, 0, state, prices, found[3])

    def _children(self, branch: Branch) -> Iterator[Branch]:
        from kith.outreach.rules.stops import lagrangian

        if self._is_leaf(branch.state):
            return
        free = np.nonzero(branch.state == FREE)[0]
        least_sure = free[np.argmin(np.abs(branch.sure[free] - 0.5))]
        for value in (PINNED, BANNED):
            self.branches += 1
            state = branch.state.copy()
            state[least_sure] = value
            if self._is_leaf(state):
                continue
            bound, prices, rho, sure, is_open, _stride = lagrangian.climb(
                self.order, self.cost, state, self.count, self.enough, branch.prices, CLIMB, STRIDE
            )
            if bound >= self.enough:
                continue
            if self.branches % EVERY == 0:
                self._exchange(is_open.copy())
            lagrangian.settle(rho, is_open, state, bound, self.enough)
            yield Branch(max(bound, branch.bound), self.branches, state, prices, sure)

    def _is_leaf(self, state: States) -> bool:
        """Whether nothing is left to choose; the only set is then looked at, if there is one."""
        from kith.outreach.rules.stops import interchange

        pinned, possible = int((state == PINNED).sum()), int((state != BANNED).sum())
        if pinned > self.count or possible < self.count:
            return True
        if pinned < self.count < possible:
            return False
        is_open = state == PINNED if pinned == self.count else state != BANNED
        self._keep(is_open, float(interchange.total(self.far, is_open)))
        return True

    def _surest(self, sure: Floats, state: States) -> Bools:
        """The candidates most often open lately, the pinned first."""
        rank = np.where(state == PINNED, 2.0, np.where(state == BANNED, -1.0, sure))
        is_open = np.zeros(len(rank), np.bool_)
        is_open[np.argsort(-rank, kind="stable")[: self.count]] = True
        return is_open

    def _exchange(self, is_open: Bools) -> None:
        from kith.outreach.rules.stops import interchange

        self._keep(is_open, float(interchange.improve(self.far, self.state, is_open)))

    def _keep(self, is_open: Bools, total: float) -> None:
        if total < self.upper - 1e-12 * abs(self.upper) or not self.best.any():
            self.upper, self.best = total, is_open.copy()

    def _must_stop(self) -> bool:
        if self.limits.seconds <= time.perf_counter() - self.began:
            self.is_stopped = True
        return self.is_stopped

    def _tell(self, phase: str) -> None:
        spent = time.perf_counter() - self.began
        if self.told(Progress(phase, spent, self.upper, self.bound)) is False:
            self.is_stopped = True


def solve(
    far: Floats, count: int, state: States, limits: Limits | None = None,
    told: Told = lambda _progress: None,
) -> Choice:  # fmt: skip
    """far (candidates x places), state (candidates): FREE, PINNED or BANNED. count: how many, at
    least 1, at least the pinned and at most those not banned. The same answer each time, unless
    the time is over first."""
    return Search(far, count, state, limits or Limits(), told).run()
