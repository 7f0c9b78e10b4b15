"""How things are said: labels, units, sentences for targets, dates and verdicts."""
