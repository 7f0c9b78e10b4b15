"""A made-up city of many districts and years, to see how the pages do with as many rows as a province's office has.

Everything is drawn from one seed, so that the same size and seed give the same rows on every machine and day of one
month. Rows are written in bulk, each with the history records that the services would have left.
"""
