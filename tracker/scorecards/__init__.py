"""Thematic scorecards (报表): put together by admins, filled month by month, compared across districts."""
