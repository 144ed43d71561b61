"""Whatever the text, mentions read back, stand in order and within their sentences."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawat.actors import find_mentions
from kawat.language import languages_with
from kawat.reasons import table
from one_page import article, sentences

LANGUAGES = languages_with("actors")
PIECES = (
    "Россия Путина وروسيا الوزير للعراق Rusya’nın d’Israël 中国 外长 王毅 美 ジョージア 外相 "
    "・ · U.S. İran IRAK Congo Georgia governor of Jordan He him The two countries ـ ' ( ) , . - "
    + "\u0301 \u093c"
).split()


@cache
def words(language: str) -> list[str]:
    from kawat.language import load

    heads = load(language, "actors")["heads"]
    kinds = [forms for kind in heads.values() for forms in kind.values()]
    return sorted({form.strip("*~").partition("=")[0] for forms in kinds for form in forms})


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_mentions_read_back(language: str, data: st.DataObject) -> None:
    piece = st.sampled_from(PIECES) | st.sampled_from(words(language)) | st.text(max_size=6)
    text = data.draw(st.sampled_from(["", " "])).join(data.draw(st.lists(piece, max_size=20)))
    page = article(text, language, "2023-02-21")
    last = 0
    for mention in find_mentions(page, sentences(page)):
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.confidence is not None
        assert 0 <= mention.confidence <= 1
        assert mention.reason is None or mention.reason in table()
        last = mention.end
