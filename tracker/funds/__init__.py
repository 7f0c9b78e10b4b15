"""Double monitoring (双监控): the money of a fund beside the result that it is for, both against the schedule."""
