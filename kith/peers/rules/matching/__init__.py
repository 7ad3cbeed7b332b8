"""Who could walk with whom, and why.

instance     people, peers and wishes as frozen values
hard         the few rules that may say no, each with the number it removed
wishes       ranked preferences as a cost, and as reasons
proposing    two or three peers for one person
assigning    a whole waiting list at once, exactly: `kernel` does the work
batch        hard rules, wishes and assignment together, with reasons for everybody

Hard rules only for safety exclusions, the person's veto, conflict of interest, capacity, clearance,
language or interpreter: whatever else matters is the person's own ranked wish. A hard language
filter once emptied a pool of volunteers, so every rule counts what it removed and staff may lift
some of them with a reason. Nothing here looks at a diagnosis, and nothing infers who somebody is.
"""
