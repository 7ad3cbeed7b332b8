"""Formats of Somali."""
