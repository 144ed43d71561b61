"""The ledger: pages as captured and what was read from them, in one DuckDB file."""

from kawat.store.ledger import Ledger, open_ledger
from kawat.store.query import EventRow, Evidence, Filters, Party, Place
from kawat.store.statements import StatementFilters, StatementRow, Subject
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
    "StatementFilters",
    "StatementRow",
    "Subject",
    "open_ledger",
]
