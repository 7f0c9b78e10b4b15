"""Pages of deeds for the people."""
