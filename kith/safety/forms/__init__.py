"""What members and people fill in here."""
