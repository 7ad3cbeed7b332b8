"""Who read or exported what: a log in which each entry carries the hash of the one before.

History of what changed is kept by database triggers (pghistory) in each room. This log is for what
leaves no trace otherwise. One chain per organisation and stream; the application role may add to it
and may not change or remove (enforced by grants).
"""
