"""Patterns of the dates of a language."""

from kawat.events.date_patterns import date_patterns


def test_a_language_without_short_months_reads_no_empty_month() -> None:
    found = date_patterns("ar").find("أغلقت الحدود في 14 ونشرت قوات يوم الثلاثاء")
    assert all(all(match.fields.values()) for match in found)
