"""How one installation is put together: home folder, database server, settings, the command."""
