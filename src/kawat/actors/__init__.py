"""Who is named in an article, and who that was on its date."""

from kawat.actors.mentions import Cast, find_mentions
from kawat.actors.register import Register
from kawat.actors.who import who

__all__ = ["Cast", "Register", "find_mentions", "who"]
