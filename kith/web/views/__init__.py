"""Pages of the shell, and what browsers ask of it."""
