"""Barriers become gaps: counts, statistics, suppression."""
