"""What a text says of itself before it begins: its title, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence

from collabstudy.io.dates import dates_in
from collabstudy.io.headings import LEADS_IN, is_dated, is_headline
from collabstudy.io.headings import PUBLISHED as PUBLISHED_IN
from collabstudy.io.passages import AFTER_MARKS, Passage

TOP = 8
"""The title is among the first passages, or there is none."""
TOP_FOR_DATES = 12
BOTTOM_FOR_DATES = 3
TITLE_WORDS = 22
TITLE_CHARACTERS = 300
"""A longer line is no title, even where it is one word: a line that lost its spaces, or no language at all."""
KINDS = re.compile(
    r"(?i)(?:(?:policy |research |press |news |case |field |discussion |working |final |draft |executive |interview )*"
    r"(?:briefing|report|release|news|blog|post|article|minutes|agenda|notes?|opinion|feature|study|paper|home|transcript|"
    r"interview|summary|update|comment|analysis|contents|welcome|protokoll|bericht|artikel|pressemitteilung|rapport|"
    r"transkript|verbatim))(?: \d+)?:?"
)
TELLING = re.compile(
    r"(?i)(?:draft )?(?:minutes|notes?|report|record|summary|transcript|interview|protokoll|bericht|compte rendu)"
    r" (?:of|on|from|with|der|des|du|de)\b"
)
"""What goes before the name of the body that met or asked for it."""
PUBLISHED = (
    r"publish(?:ed)?|posted|updated|dated?|issued|released|written|meeting|held|veröffentlicht|stand|datum|erschienen|"
    r"publié|mis à jour|publicado|pubblicato|gepubliceerd"
)
CUE = re.compile(rf"(?i)\b(?:{PUBLISHED})\b")
LABELLED = re.compile(r"(?i)(?:title|titel|titre|título|titolo)\s*:\s*(?P<title>\S.*)")
LABEL = re.compile(r"[^:]{1,40}:(?:\s|$)")
SPEAKERS = re.compile(
    r"(?i)(?:(?:speaker|sprecher(?:in)?|participant|person|voice) ?\w{0,3}|interviewer(?:in)?|interviewee|moderator|"
    r"facilitator|researcher|respondent|[IPRQAS]\d{0,3})"
)


def title_in(text: str, passages: Sequence[Passage]) -> Passage | None:
    """The passage that is the title, or None.

    The only heading of the first level near the top, or the first line that looks like a title before the text begins.
    """
    top = list(passages[:TOP])
    first = [passage for passage in passages if passage.kind == "heading" and passage.level == 1]
    if first and first[0] in top and (len(first) == 1 or first[0] is passages[0]):
        return first[0]
    candidates = []
    for passage in top:
        words = passage.of(text)
        if passage.kind in ("speech", "table", "list", "quote") or passage.speaker or is_text(words):
            break
        if may_be_title(text, words):
            candidates.append(passage)
    named = [passage for passage in candidates if not KINDS.fullmatch(passage.of(text))]
    telling = [passage for passage in named[:3] if TELLING.match(passage.of(text))]
    return next(iter([*telling, *named, *candidates]), None)


def is_text(words: str) -> bool:
    """Whether a passage is running text already."""
    return len(words.split()) > TITLE_WORDS or (is_statement(words) and len(words.split()) > 8)


def is_statement(words: str) -> bool:
    """Whether words end with a full stop or the like, in quotation marks or not."""
    return words.rstrip(AFTER_MARKS)[-1:] in (".", "。", "!")


def may_be_title(text: str, words: str) -> bool:
    """Whether a line can be a title: no date alone, no label, not a line that comes back, nothing about publication."""
    if len(words) > TITLE_CHARACTERS or ("\n" in words and len(words) > 160):
        return False
    comes_back = len(re.findall(rf"(?m)^[ \t]*{re.escape(words)}[ \t]*$", text)) > 1 if "\n" not in words else False
    before = words.partition(":")[0]
    label = LABEL.match(words) is not None and len(before.split()) <= 2 and not is_headline(words)
    return not (
        is_dated(words)
        or comes_back
        or label
        or PUBLISHED_IN.search(words)
        or SPEAKERS.fullmatch(before)
        or LEADS_IN.search(words)
        or (is_statement(words) and not words.endswith("!"))
        or re.search(
            r"[=@]|^\w+:\s\S+(?:\s\S+)?$|^\(.*\)$|^\d{1,2}[.)]|https?:|\d:\d\d|^\[|:$|^by ", words, re.IGNORECASE
        )
        or words[-1] in ",;"
        or not re.search(r"[^\W\d_]{3}|[\u3040-\u9fff]", words)
    )


def date_in(text: str, passages: Sequence[Passage]) -> str | None:
    """When a text was published, as an ISO date (a month if the day is not given), or None.

    A date on a line of its own near the top, or one beside a word such as *published*, near the top or the end.
    """
    top = [passage.of(text) for passage in passages[:TOP_FOR_DATES] if passage.kind != "speech"]
    bottom = [passage.of(text) for passage in passages[-BOTTOM_FOR_DATES:] if passage.kind != "speech"]
    for words in (line for passage in top for line in passage.split("\n")):
        found = next(dates_in(words), None)
        rest = "" if found is None else re.sub(r"\W+", " ", words[: found.start] + words[found.end :])
        if found and (len(rest.split()) <= 4 or cued(words, found.start)):
            return found.iso
    for words in bottom:
        found = next(dates_in(words), None)
        if found and cued(words, found.start):
            return found.iso
    return None


def cued(words: str, at: int) -> bool:
    """Whether a word about publishing or meeting stands within a few words before a place."""
    return CUE.search(" ".join(words[:at].split()[-9:])) is not None


def labelled_title(words: str) -> str | None:
    """The title in a line such as `Title: …`."""
    found = LABELLED.match(words)
    return found["title"].strip() if found else None
