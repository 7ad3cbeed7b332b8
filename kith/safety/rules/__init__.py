"""Pure rules: when a step is over, who is asked next, where the rota has a gap."""
