"""Persons: people who are supported, under any name or none. Key, care team, erasure."""
