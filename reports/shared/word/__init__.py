"""Word documents: the layout of official documents (`layout.py`) and ruled tables in it (`tables.py`)."""
