"""Care that comes nearer: where the van stops, the weeks of its tours, the day on the road."""
