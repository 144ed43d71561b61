"""The ledger: pages as captured and what was read from them, in one DuckDB file."""

from kawat.store.ledger import Ledger, open_ledger
from kawat.store.query import EventRow, Evidence, Filters, Party, Place, QuoteRow
from kawat.store.verify import Problem
from kawat.store.write import Added

__all__ = [
    "Added",
    "EventRow",
    "Evidence",
    "Filters",
    "Ledger",
    "Party",
    "Place",
    "Problem",
    "QuoteRow",
    "open_ledger",
]
