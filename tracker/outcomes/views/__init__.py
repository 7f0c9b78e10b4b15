"""Views of this room: what was settled, one promise of it, and the claim check."""
