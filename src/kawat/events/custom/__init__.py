"""A user's own codebook: event types told by a dozen example sentences (``docs/codebooks.md``).

``source`` reads the file of examples, ``features`` asks the shipped network about them, ``head``
is fitted on its answers, ``evaluate`` tells how well that goes, ``fitted`` is what is kept in a
file and coded with, ``reader`` reads sentences with it.
"""

from kawat.events.custom.fitted import CustomCodebook, load
from kawat.events.custom.source import Source, read_source
from kawat.events.custom.training import Training, train

__all__ = ["CustomCodebook", "Source", "Training", "load", "read_source", "train"]
