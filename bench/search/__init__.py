"""How fast help is found: rows made from real directories, at three sizes."""
