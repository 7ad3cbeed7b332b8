"""Finding: words, needs, places, times; the listing table and the pages."""
