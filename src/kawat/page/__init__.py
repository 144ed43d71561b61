"""Reading a page: what was captured becomes an article with its blocks."""

from __future__ import annotations

from kawat.model import Article, Page
from kawat.page.capture import capture

__all__ = ["capture", "read"]


def read(page: Page) -> Article:
    """Read a captured page. Whatever it holds, an article comes back; nothing is raised.

    What could not be read is None or empty, and ``article.reasons`` says why.
    """
    from kawat.page.source import decode

    if page.media == "html":
        from kawat.page.html import read_html

        return read_html(page, decode(page))
    from kawat.page.text import read_text

    return read_text(page, decode(page))
