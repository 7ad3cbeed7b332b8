"""Pages of this room: concerns, the rota, the settings, a person's plan."""
