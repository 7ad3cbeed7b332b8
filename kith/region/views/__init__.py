"""Pages of regions and of access, and the map's tiles."""
