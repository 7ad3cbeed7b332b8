"""Tablets that come back into signal."""
