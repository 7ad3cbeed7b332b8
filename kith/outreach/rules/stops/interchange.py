"""A good set of p candidates by exchanging one for another, compiled.

The first improving exchange is taken, candidate after candidate, until none is left: Whitaker,
INFOR 21 (1983); gain and loss of all exchanges with one newcomer cost one look at every place
(Resende and Werneck, European Journal of Operational Research 174 (2006)).
"""

import numpy as np
from numba import njit

FREE, PINNED, BANNED = 0, 1, 2


@njit(cache=True, nogil=True)
def nearest_two(far, is_open, first, second):  # type: ignore[no-untyped-def]
    """Fills (places) the nearest open candidate and the second nearest, or -1. far (candidates x
    places)."""
    for i in range(far.shape[1]):
        _look_again(far, is_open, first, second, i)


@njit(cache=True, nogil=True)
def _look_again(far, is_open, first, second, i):  # type: ignore[no-untyped-def]
    a, b = -1, -1
    for j in range(len(is_open)):
        if is_open[j]:
            if a < 0 or far[j, i] < far[a, i]:
                a, b = j, a
            elif b < 0 or far[j, i] < far[b, i]:
                b = j
    first[i], second[i] = a, b


@njit(cache=True, nogil=True)
def total(far, is_open):  # type: ignore[no-untyped-def]
    """Of all places, what the nearest open candidate costs."""
    first = np.empty(far.shape[1], np.int64)
    second = np.empty(far.shape[1], np.int64)
    nearest_two(far, is_open, first, second)
    found = 0.0
    for i in range(far.shape[1]):
        found += far[first[i], i]
    return found


@njit(cache=True, nogil=True)
def improve(far, state, is_open):  # type: ignore[no-untyped-def]
    """Exchanges in place until none helps; pinned stay, banned stay out. The total."""
    candidates, places = far.shape
    first = np.empty(places, np.int64)
    second = np.empty(places, np.int64)
    nearest_two(far, is_open, first, second)
    loss = np.zeros(candidates)
    idle, f = 0, 0
    while idle < candidates:
        if not is_open[f] and state[f] == FREE:
            profit, goes = _best_exchange(far, state, is_open, first, second, loss, f)
            if profit > 1e-9:
                is_open[f], is_open[goes] = True, False
                _after(far, is_open, first, second, f, goes)
                idle = 0
        idle += 1
        f = (f + 1) % candidates
    found = 0.0
    for i in range(places):
        found += far[first[i], i]
    return found


@njit(cache=True, nogil=True)
def _best_exchange(far, state, is_open, first, second, loss, f):  # type: ignore[no-untyped-def]
    """What bringing in f saves, less what the best one to go then costs; and who that is."""
    loss[:] = 0.0
    gain, scale = 0.0, 0.0
    for i in range(far.shape[1]):
        now, then = far[first[i], i], far[f, i]
        scale += now
        if then < now:
            gain += now - then
        else:
            other = then if second[i] < 0 else min(then, far[second[i], i])
            loss[first[i]] += other - now
    goes, least = -1, np.inf
    for j in range(len(is_open)):
        if is_open[j] and state[j] == FREE and loss[j] < least:
            goes, least = j, loss[j]
    if goes < 0:
        return 0.0, -1
    # Rounding must not make it go round in circles.
    return gain - least - 1e-12 * scale, goes


@njit(cache=True, nogil=True)
def _after(far, is_open, first, second, f, goes):  # type: ignore[no-untyped-def]
    for i in range(far.shape[1]):
        if first[i] == goes or second[i] == goes:
            _look_again(far, is_open, first, second, i)
        elif far[f, i] < far[first[i], i]:
            first[i], second[i] = f, first[i]
        elif second[i] < 0 or far[f, i] < far[second[i], i]:
            second[i] = f
