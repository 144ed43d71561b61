"""Who stands beside whom in a language with cases: Russian."""

from __future__ import annotations

import pytest
from benchmarks.mentions import mentions_of


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Американскому послу Москва вручила ноту.", [("послу", "USA"), ("Москва", "RUS")]),
        ("Индийским паломникам Пекин отказал в визах.", [("паломникам", "IND"), ("Пекин", "CHN")]),
        (
            "Временному поверенному РФ министр Оана Цою вручила ноту.",
            [("Временному поверенному РФ", "RUS"), ("министр", "ROU")],
        ),
        ("Войска России обстреляли Харьков.", [("Войска России", "RUS")]),
        ("Солдаты КНДР вошли в Курск.", [("Солдаты КНДР", "PRK")]),
        ("Посол Вьетнама вызван в МИД Японии.", [("Посол Вьетнама", "VNM"), ("МИД", "JPN")]),
    ],
)
def test_a_noun_owns_only_what_is_in_the_genitive(text: str, named: list[tuple[str, str]]) -> None:
    found = mentions_of(text, "ru")
    for mention, (words, country) in zip(found, named, strict=False):
        assert words in mention.text
        assert [actor.country for actor in mention.referents] == [country]
    assert len(found) >= len(named)
