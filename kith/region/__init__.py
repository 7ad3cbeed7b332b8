"""Places and, later, streets and travel time. No personal data."""
