"""E-mail and text messages, in and out. Nothing sent carries content."""
