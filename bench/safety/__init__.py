"""Whether a concern survives whatever dies."""
