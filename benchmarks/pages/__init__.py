"""Measuring every page of the site on a made-up city: `bench_pages.py` beside this folder."""
