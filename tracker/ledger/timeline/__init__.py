"""The time line of a target: everything that happened to a promise, in one list."""
