"""Kawat reads news pages and keeps a ledger of diplomacy that points at its words."""

__version__ = "0.1.0"
