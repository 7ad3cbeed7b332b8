"""Streets, public transport and who can reach what, as arrays: no database, no Django."""
