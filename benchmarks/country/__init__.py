"""Many copies of one made-up city, as many rows as a country's offices have, on PostgreSQL partitioned by year."""
