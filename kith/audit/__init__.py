"""Who read or exported what: a log in which each entry carries the hash of the one before.

History of what changed is kept by database triggers (pghistory) in each room. This log is for what
leaves no trace otherwise. One chain per organisation and stream; the application role may add to it
and may not change or remove (enforced by grants).

What each tamperer meets:

the serving role    may not change or remove an entry; rewinding a head breaks its signature
a database admin    lacks the key: entries and heads are keyed digests, so no chain is made anew
the same, patient   may put back an old head with its signature and cut the rest: found against the
                    heads exported earlier (`chain.export_heads`), which belong on another machine
somebody with both  database and key: found only against exported heads
"""
