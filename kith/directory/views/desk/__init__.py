"""Keeping the directory at the desk."""
