"""How Somali writes days and times, which Django does not know."""
