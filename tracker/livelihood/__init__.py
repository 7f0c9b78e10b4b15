"""Deeds for the people (民生实事): what a region promises its people for a year, told site by site."""
