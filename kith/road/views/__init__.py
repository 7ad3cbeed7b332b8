"""Pages of this room: get what one may have, do one thing, answer."""
