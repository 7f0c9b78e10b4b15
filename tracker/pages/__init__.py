"""What a page shows, read in few queries: the task table, a target, what is owed, what waits."""
