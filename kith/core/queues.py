"""Which process does a job. One without a queue of its own goes to the first worker at hand."""

LONG = "long"
"""Minutes of work that keep a processor busy: imports, plans, tables of travel times. A process of
its own does them one after the other, so that no alert ever waits for one."""
