"""Pure rules: no ORM, no clock, no I/O."""
