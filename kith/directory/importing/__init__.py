"""Rows from other directories: staged, checked, counted, repeatable."""
