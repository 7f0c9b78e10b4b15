"""A task table that comes as a file: read by the heads of its columns, held against today's rows, taken over whole."""
