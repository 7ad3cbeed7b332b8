"""Where the van should stop: the few places that reach the most people left out, and why these.

problem      places, candidates and wishes as frozen values; what a place weighs
choosing     the best choice for a problem, with its bound: maximal covering or p-median
covering     as many as possible within so many minutes: `relaxing`, `proving`
median       the least way for all: `interchange`, `lagrangian`
fairness     nobody promised is forgotten: floors, the worst-off group first, ceilings on the way
comparing    what a pin costs, what goes if a stop goes, sets nearly as good
explaining   each stop as reasons
reading, orlib, writing, solving   an instance from a file: `kith solve stops`

Every answer carries a bound that no other choice can better, proven or with the gap that is left.
"""
