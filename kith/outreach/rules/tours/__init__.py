"""Weeks of tours: which pattern each stop has, and which unit goes where on which day.

problem      days, units and stops as frozen values
reading      the same from JSON: `fields`, `horizon`, `patterns`; `cordeau`: from Cordeau's text
arrays       the problem as arrays, those of `state`
kernel       ruin and recreate over (pattern, route), compiled; `ruining` chooses what is
             taken out, `moving` does it, `clock` keeps the hours of a day
racing       several searches at once, of which the better go on
searching    how long, who hears of it, when to stop
timing       from arrays to a plan with times
checking     every rule and the cost worked out again; shares no code with the search
bounding     what no plan can better
replanning   the rest of a day from now, after a unit broke down
explaining   why a stop is left out, and the smallest change that would bring it back
writing      a plan as JSON
solving      all of it, in one call

Regularity is a set of patterns: "every Tuesday at ten" is one option of a stop, and the search
chooses among options. So the same weekday and hour are kept by every move, not mended afterwards.
"""
