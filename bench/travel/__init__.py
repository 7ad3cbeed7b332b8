"""Travel times over streets and by public transport."""
