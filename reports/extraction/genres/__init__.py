"""Other texts of the office: task tables, plans, lists of deeds, communiqués, bulletins, newspaper pages.

The same engine reads them. This package says what kind of text it is, reads the tables, and gives the sentences the
roles that they have in such a text; a work report passes through unchanged.
"""

from .survey import Document, survey
from .titles import year_of_title

__all__ = ["Document", "survey", "year_of_title"]
