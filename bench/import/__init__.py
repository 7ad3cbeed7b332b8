"""Bringing 100,000 services with their hours into an empty directory, and again."""
