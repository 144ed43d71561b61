"""What lines are by where they stand: above the body, in it, below it, beside one another."""

from __future__ import annotations

from kawat.model import BlockKind
from kawat.page.body import is_caption, may_be_body
from kawat.page.bylines import read_bare_byline, split_dateline
from kawat.page.dating import read_date_line
from kawat.page.labels import SPEAKER, Labels, limits, long_words, split_kicker
from kawat.page.lines import BULLET, Line
from kawat.page.phrases import agency, fold, split_credit, words


def above_body(labels: Labels) -> None:
    """Tell the lines above the body, the headline being known or not."""
    first = labels.body[0] if labels.body else len(labels.lines)
    top = labels.headline if labels.headline is not None else -1
    if top >= 0:
        labels.rules[top] = "headline"
        _repeats_of_headline(labels)
        _kicker(labels, top)
        for index in labels.open(0, top):
            long = index > 0 and labels.lines[index].words > limits()["teaser_words"]
            labels.rules[index] = "teaser-before-headline" if long else "before-headline"
    _bare_bylines(labels, top + 1, first)
    _dates_beside(labels, top + 1, first)
    _captions(labels, top + 1, first)
    _deck(labels, top + 1, first)
    after_deck = "lead-unfinished" in labels.rules or "permalink" in labels.rules[top + 1 : first]
    for index in labels.open(top + 1, first):
        if top < 0:
            labels.rules[index] = "before-headline"
        elif index and labels.rules[index - 1] == "timestamp":
            labels.rules[index] = "subheading"
        elif after_deck and labels.lines[index].words > 3:
            labels.rules[index] = "caption-before-body"
        else:
            labels.rules[index] = "stray"


def _repeats_of_headline(labels: Labels) -> None:
    assert labels.headline is not None
    text = fold(labels.lines[labels.headline].text)
    for index in labels.open(0, len(labels.lines)):
        if len(labels.lines[index].text) > len(text) + limits()["title_chars"]:
            continue
        other = fold(labels.lines[index].text)
        cut = other.rstrip(" .…")
        cut_off = labels.lines[index].text.endswith(("...", "…"))
        if labels.lines[index].is_running and other != text and not cut_off:
            continue
        if len(cut) >= limits()["repeat_chars"] and (text.startswith(cut) or text in other):
            labels.rules[index] = "headline-repeated"


def _kicker(labels: Labels, top: int) -> None:
    index = top - 1
    while index >= 0 and labels.rules[index] in ("separator", "headline-repeated"):
        index -= 1
    if index < 0 or labels.rules[index] not in (None, "menu"):
        return
    line = labels.lines[index]
    if fold(line.text) in words(labels.language, "kicker", "never"):
        return
    if line.words > limits()["kicker_words"] or len(line.text) > limits()["kicker_chars"]:
        return
    alone = index == 0 or line.gap > 0 or labels.rules[index - 1] == "skip-link"
    near = labels.lines[top].gap <= 2
    if labels.rules[index] is None and len(split_kicker(line.text)) > 1:
        labels.rules[index] = "kicker-run-together"
    elif labels.rules[index] is None and line.text.isupper() and len(line.text) > 4:
        labels.rules[index] = "kicker-capitals"
    elif alone and near and labels.spaced and (index > 0 or labels.rules[index] == "menu"):
        labels.rules[index] = "kicker-alone"


def _bare_bylines(labels: Labels, start: int, stop: int) -> None:
    reach = limits()["byline_reach"]
    for index in labels.open(start, stop):
        near = range(max(0, index - reach), min(len(labels.lines), index + reach + 1))
        beside = any(labels.kind(i) in ("date", "byline") for i in near)
        under = index == start and labels.headline is not None
        bare = read_bare_byline(labels.lines[index].text, labels.language)
        lead_in = labels.lines[index].text.split()[0].casefold()
        reported = words(labels.language, "byline", "reported")
        lead_in_place = lead_in in words(labels.language, "byline", "place") or (
            labels.lines[index].text.casefold().startswith(reported)
        )
        if lead_in_place and labels.lines[index].words <= 5:
            if index and labels.kind(index - 1) == "byline":
                labels.rules[index] = "byline-place"
        elif bare and (beside or (under and labels.lines[index].words <= 4)):
            labels.rules[index] = bare.rule
            labels.credits[index] = (bare,)


def _dates_beside(labels: Labels, start: int, stop: int) -> None:
    """Tell the dates that share their line with a topic or a place ("2 May 2023 Peace and war")."""
    if any(labels.rules[i] == "date-line" for i in range(start, stop)):
        return
    for index in labels.open(start, stop):
        text = labels.lines[index].text
        read = read_date_line(text, labels.language)
        if read is None or len(read.rest) != 1 or not any(d.day for d in read.found):
            continue
        ((begin, end),) = read.rest
        aside = begin == 0 or end == len(text)
        short = len(text[begin:end].split()) <= limits()["kicker_words"]
        if aside and short and end - begin <= limits()["kicker_chars"]:
            labels.rules[index] = "date-line"
            labels.dates[index] = read
            return


def _captions(labels: Labels, start: int, stop: int) -> None:
    """Tell the captions in a range by their credit, their words or their repetition."""
    for index in labels.open(start, stop):
        text = labels.lines[index].text
        beside = any(_is_credit_of(labels, i, index) for i in (index - 1, index + 1))
        if labels.lines[index].is_running and len(text) > limits()["caption_chars"]:
            continue
        if is_caption(labels, index):
            labels.rules[index] = "caption-credit"
        elif beside and not (labels.lines[index].is_running and not labels.spaced):
            labels.rules[index] = "caption-beside-credit"
        elif not labels.lines[index].is_running and _has_caption_words(labels, text):
            labels.rules[index] = "caption-words"
    for index in labels.open(start, stop):
        near = [i for i in (index - 1, index + 1) if 0 <= i < len(labels.lines)]
        if labels.lines[index].is_running:
            continue
        if any(labels.kind(i) == "caption" and _alike(labels, i, index) for i in near):
            labels.rules[index] = "caption-repeated"
        elif len(near) == 2 and [labels.kind(i) for i in near] == ["permalink", "caption"]:
            labels.rules[index] = "caption-before-body"  # the picture's alternative text


def _is_credit_of(labels: Labels, credit: int, index: int) -> bool:
    """Whether a line is a photo credit, and the line beside it the caption it belongs to.

    Where blank lines stand between all lines, they say nothing: a longer line is the caption,
    but not the one under the headline, which is its deck.
    """
    if not 0 <= credit < len(labels.lines) or labels.rules[credit] != "credit-line":
        return False
    if labels.lines[max(credit, index)].gap == 0:
        return True
    long = labels.lines[index].words >= limits()["deck_words"]
    deck = credit > index and labels.headline is not None and index == labels.headline + 1
    return labels.even and long and not labels.lines[index].is_running and not deck


def _has_caption_words(labels: Labels, text: str) -> bool:
    folded = text.casefold()
    if any(folded.startswith(w) for w in words(labels.language, "caption", "starts")):
        return True
    return any(w in folded for w in words(labels.language, "caption", "inside"))


def _alike(labels: Labels, one: int, other: int) -> bool:
    """Whether a line stands in one group with a caption, or repeats its words."""
    if labels.lines[max(one, other)].gap:
        return False
    texts = (labels.lines[i].text for i in (one, other))
    cut = (text[: split_credit(text, labels.language)] for text in texts)
    a, b = (set(long_words(text)) for text in cut)
    short = len(labels.lines[other].text) <= limits()["alt_chars"]
    share = limits()["alt_share" if short else "alt_share_long"]
    repeats: bool = len(a & b) >= share * min(len(a), len(b)) > 0
    return (labels.spaced and short) or repeats


def _deck(labels: Labels, start: int, stop: int) -> None:
    """Tell a lead without a full stop: the first long line under the headline."""
    if labels.headline is None:
        return
    marks = (i for i in range(start, stop) if labels.rules[i] in ("permalink", "credit-line"))
    for index in labels.open(start, next(marks, stop)):
        line = labels.lines[index]
        if line.words >= limits()["deck_words"] and line.length >= limits()["deck_chars"]:
            labels.rules[index] = "lead-unfinished"
            return


def in_body(labels: Labels) -> None:
    """Tell the lines of the body."""
    if labels.body is None:
        return
    first, last = labels.body
    _bare_bylines(labels, first + 1, min(last, first + limits()["head_lines"]))
    _captions(labels, first + 1, last + 1)
    for index in labels.open(first, last + 1):
        line = labels.lines[index]
        said = SPEAKER.match(line.text[:60])
        if said and said[1] in labels.speakers:
            labels.rules[index] = "speaker"
        elif index < last and _is_question_heading(labels, index):
            labels.rules[index] = "subheading"
        elif line.is_running or (line.ends_sentence and line.words >= 2):
            labels.rules[index] = "running-text"
        elif line.text.endswith((":", "：")) and line.words >= 3:
            labels.rules[index] = "introduces"
        elif BULLET.match(line.text):
            listed = index > 0 and labels.rules[index - 1] in ("introduces", "list-item")
            listed = listed or may_be_body(line)
            labels.rules[index] = "list-item" if listed else "list-label"
    following: BlockKind | None = None
    for index in range(last, first - 1, -1):
        if labels.rules[index] is None:
            labels.rules[index] = _between_paragraphs(labels.lines[index], following)
        if labels.kind(index) in ("paragraph", "date"):
            following = labels.kind(index)
    _lead(labels, first, last)


def _is_question_heading(labels: Labels, index: int) -> bool:
    """Whether a line asks one short question over a longer paragraph that answers it."""
    line, after = labels.lines[index], labels.lines[index + 1]
    asks = line.text.endswith(("?", "？", "؟")) and line.text[0].isalnum()
    one = not any(mark in line.text[:-1] for mark in ".!?？؟")
    apart = line.gap > 0 or not labels.spaced
    short = line.words <= limits()["subheading_words"]
    return (
        asks and one and apart and short and after.is_running and len(after.text) > len(line.text)
    )


def _between_paragraphs(line: Line, following: BlockKind | None) -> str:
    """Tell a short line of the body; ``following`` is the next paragraph or date behind it."""
    short = (
        line.words <= limits()["subheading_words"]
        and len(line.text) <= limits()["subheading_chars"]
    )
    if line.text.isupper() and line.words >= limits()["teaser_capitals"]:
        return "capitals-teaser"
    if short and following == "paragraph" and any(c.isalpha() for c in line.text):
        return "subheading"
    tokens = line.text.split()
    if sum(1 for t in tokens if t[0].isupper()) >= 0.6 * len(tokens) and len(tokens) > 5:
        return "titled-teaser"
    return "unfinished" if line.words > 5 else "stray"


def _lead(labels: Labels, first: int, last: int) -> None:
    """Tell the lead: the first sentence under the headline, set apart from the body."""
    if labels.headline is None or "lead-unfinished" in labels.rules:
        return
    if "timestamp" in labels.rules[labels.headline : first]:
        return
    line = labels.lines[first]
    if len(line.text) > limits()["lead_chars"] or labels.rules[first] != "running-text":
        return
    if split_dateline(line.text, labels.language, first=True):
        return
    index = first + 1
    while index <= last and labels.kind(index) in ("share", "advert", "navigation", "other"):
        index += 1
    if index > last:
        return
    kind, after = labels.kind(index), labels.lines[index].text
    apart = kind in ("permalink", "date", "byline", "caption", "credit", "agency")
    body = labels.rules[index] == "speaker" or (
        kind == "paragraph" and split_dateline(after, labels.language, first=True)
    )
    if apart or body:
        labels.rules[first] = "lead-set-apart"


def below_body(labels: Labels) -> None:
    """Tell the lines behind the body."""
    start = labels.body[1] + 1 if labels.body else 0
    for index in labels.open(start, len(labels.lines)):
        text = labels.lines[index].text
        if agency(text) and not text[0].islower():
            bare = read_bare_byline(text, labels.language)
            if bare:
                labels.rules[index], labels.credits[index] = "agency-line", (bare,)
                continue
        long = labels.lines[index].words >= limits()["teaser_words"]
        labels.rules[index] = "teaser-after-body" if long and labels.body else "after-body"
