"""Kith: the working system of a non-profit that keeps the mental health of its community."""

__version__ = "0.1.0"
