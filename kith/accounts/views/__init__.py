"""Pages of this room: one's own account, joining, and the organisation's settings."""
