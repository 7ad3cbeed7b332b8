"""What needs no database: envelopes, times, resemblance, pictures."""
