"""The parts of the overview: the bar of all promises, headline indicators, what changed, what lags behind."""
