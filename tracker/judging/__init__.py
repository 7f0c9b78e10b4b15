"""Rows into verdicts: what the evaluation rules say of targets at a date, and what follows for groups and places."""
