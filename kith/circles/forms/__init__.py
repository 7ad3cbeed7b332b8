"""What people and members fill in."""
