"""HSDS 3: the directory for other software."""
