"""HSDS files out."""
