"""What the search works on, as arrays.

Words: a *slot* is one unit on one day; a *cell* is a stop on a day within certain hours; an
*option* is a set of cells, one for each visit. Costs and minutes are float64, indices int32.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.tours.clock import Clock

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Net(NamedTuple):
    """What does not change. n stops, then depots: places 0 to m - 1."""

    cost: Floats  # (kinds, m, m) from, to
    back: Floats  # (kinds, m, m) to, from
    minutes: Floats  # (m, m)
    stay: Floats  # (n,) set-up, visit and pack-up
    demand: Floats  # (n,)
    dropping: Floats  # (n,) price of leaving a stop out
    near: Ints  # (n, neighbours) the stop itself first
    fits: Truths  # (n, groups) whether units of this group may serve it
    slot_first: Ints  # (days + 1,)
    slot_day: Ints  # (slots,)
    slot_kind: Ints
    slot_group: Ints  # alike on this day: only the first empty one of a group is tried
    slot_start: Ints
    slot_end: Ints
    slot_capacity: Floats
    slot_minutes: Floats  # most from leaving home to being back
    slot_fixed: Floats  # price of going out at all
    cell_first: Ints  # (n + 1,)
    cell_day: Ints
    option_first: Ints  # (n + 1,)
    option_price: Floats
    member_first: Ints  # (options + 1,)
    member: Ints  # cells of an option
    is_timed: bool  # whether clocks matter, beyond the sum of minutes
    is_plain: bool  # one kind of cost, which is also the minutes
    clock: Clock


class State(NamedTuple):
    """A solution that is being changed. Everything is overwritten in place."""

    route: Ints  # (slots, n + 2) places, home at both ends
    size: Ints  # (slots,) visits
    leg: Floats  # (slots, n + 2) cost from route[p] to route[p + 1]
    load: Floats  # (slots,)
    busy: Floats  # (slots,) minutes of travel and stay, without waiting
    early: Floats  # (slots, n + 3) see `clock.retime`; kept up to date where clocks matter
    late: Floats
    slot_of: Ints  # (n, days) or -1
    choice: Ints  # (n,) option or -1
    cell_of: Ints  # (n, days) or -1
    total: Floats  # (1,) cost of routes and options, with the price of those left out


class Scratch(NamedTuple):
    """Room for one step, and what taking it back needs."""

    route: Ints
    size: Ints
    leg: Floats
    load: Floats
    busy: Floats
    is_touched: Truths  # (slots,)
    touched: Ints
    out: Ints  # stops taken out
    was: Ints  # their option before
    only: Ints  # the day they were taken out of, or -1 for all
    key: Floats  # order of putting back
    is_out: Truths  # (n,)
    place_slot: Ints  # (cells of the widest stop,)
    place_at: Ints
    place_cost: Floats
    tally: Ints  # how many are touched, how many are out
