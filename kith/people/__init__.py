"""Persons: people who are supported, under any name or none. Their key, their care team, erasure."""
