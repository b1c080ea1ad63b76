"""Where a document says whose words it quotes: below, behind, in a note, in the sentence around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collabstudy.briefing.finished.marks import Marked
from collabstudy.io.attributions import DASHED, clean, is_attribution
from collabstudy.io.finished import Paragraph

_BEHIND = re.compile(r"^[”\"’»'.,;]*\s*[(\[](?P<who>[^()\[\]]{2,160})[)\]]")
_DASH = re.compile(r"^[”\"’»'.,]*\s*(?:[–—―]|-{1,2}(?=\s))\s*(?P<who>[^\n]{2,140})$")
_AT_END = re.compile(r"(?<=[.!?…”\"’»\]])[ \t]*(?:[–—―]{1,2}|\s-{1,2}\s)\s*(?P<who>[^\W\d_][^.!?”\"»\n]{1,110})\.?\s*$")
_IN_BRACKETS = re.compile(r"(?<=[.!?…”\"’»\]])\s*\((?P<who>[^()\n]{2,140})\)[.,]?\s*$")
_NAME = r"[^\Wa-z\d_][\w’'-]+(?: (?:\w{1,3} )?[^\Wa-z\d_][\w’'-]+){0,5}"
_NAMED_LAST = re.compile(rf"(?<=[.!?…”\"’»])\s+(?P<who>{_NAME}(?:, {_NAME}){{1,2}})$")
"""`…, Ash Council` behind the last sentence: the line below it, in a format that has no lines."""
_SENTENCE = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)[.!?…][”\"’»)]*\s+(?=[^\Wa-z])")
_TURN = re.compile(r"[;]|,? (?:but|while|whereas|although|and yet) ")
_CONTRASTS = re.compile(r"(?i)\b(?:unlike|in contrast|by contrast|compared (?:with|to)|rather than|other than)\b")
_GOES_ON = re.compile(
    r"(?i)[,\s]*(?:and|but|or|so|which|that|who|because|is|was|are|were|has|had|have|in|on|at|of|from|to|for)\b"
)
_REPORTS = re.compile(
    r"""(?xi)\b(?: sa(?:y|ys|id|ying) | tell(?:s|ing)? | told | explain\w* | describ\w* | recall\w* | remember\w*
    | add(?:s|ed) | put(?:s|ting)?\ it | ask(?:s|ed) | answer\w* | repl(?:y|ies|ied) | note[sd] | argu\w+ | call(?:s|ed)
    | th(?:inks?|ought) | reflect\w* | report\w* | state[sd] | warn\w* | admit\w* | insist\w* | observ\w* | comment\w*
    | suggest\w* | remark\w* | according\ to | words\ of | wr(?:ote|ites) | stress\w* | emphasi\w* | joke[sd] | laugh\w*
    | sum(?:s|med) | conced\w* | agree[sd]? | spoke | speaks | interview\w*
    | sagt\w* | erklärt\w* | meint\w* | berichtet\w* | beschreibt | laut | dit | explique | selon | d['’]après | raconte
    | dice | dijo | según | explica )\b"""
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What the document says of who said it; `sure` where it is tied to the quotation and not only beside it."""

    text: str
    sure: bool = True


def credit_at_end(text: str) -> tuple[str, str]:
    r"""A block quotation and the words at its end that say whose it is, empty where there are none.

    >>> credit_at_end("We trust them.\n— Clerk, Ash Council")
    ('We trust them.', 'Clerk, Ash Council')
    >>> credit_at_end("We trust them. (Clerk, Ash Council)")
    ('We trust them.', 'Clerk, Ash Council')
    """
    text = text.strip()
    *body, tail = text.split("\n")
    if body and is_credit(tail, sure=False):
        return "\n".join(body).rstrip(), clean(tail)
    if (named := _NAMED_LAST.search(text)) and is_attribution(clean(named["who"]), sure=False):
        return text[: named.start()].rstrip(), clean(named["who"])
    found = _AT_END.search(text) or _IN_BRACKETS.search(text)
    if found and is_attribution(clean(found["who"]), sure=True):
        return text[: found.start()].rstrip(), clean(found["who"])
    return text, ""


def is_credit(text: str, *, sure: bool) -> bool:
    """Whether a line only says who said something: behind a dash, or as `Clerk, Ash Council`."""
    line = text.strip()
    if "\n" in line:
        return False
    return is_attribution(clean(line), sure=sure or DASHED.match(line) is not None)


def below(paragraphs: Sequence[Paragraph], at: int) -> list[Credit]:
    """The line below a quotation, or below the last of several block quotations, that says whose they are."""
    look, part = paragraphs[at].look, paragraphs[at].part
    for paragraph in paragraphs[at + 1 : at + 8]:
        if paragraph.part != part:
            if part == "text" and paragraph.part == "box":
                continue
            return []
        if paragraph.look == "source" or (paragraph.look != "heading" and is_credit(paragraph.text, sure=False)):
            return [Credit(clean(paragraph.text))]
        if look != "quote" or paragraph.look != look:
            return []
        if who := paragraph.given or credit_at_end(paragraph.text)[1]:
            return [Credit(who)]
    return []


def notes_at(paragraph: Paragraph, one: Marked, after: str) -> list[Credit]:
    """The notes behind a quotation, or at the end of its sentence."""
    stop = _SENTENCE.search(after)
    last = one.after + (stop.end() if stop else len(after))
    return [Credit(note) for place, note in paragraph.notes if one.end <= place <= last]


def around(before: str, after: str, said: str, *, led_in: bool, first: bool = True) -> list[Credit]:
    """Who said it, by what stands right behind it, and by the sentence that it stands in.

    `before` and `after` are what stands between this quotation and the ones beside it. A sentence counts only where it
    reports: "she says", "according to", a colon.
    """
    found: list[Credit] = []
    if behind := _BEHIND.match(after):
        found.append(Credit(behind["who"]))
        after = after[behind.end() :]
    elif (dash := _DASH.match(after)) and is_attribution(clean(dash["who"]), sure=True):
        return [Credit(clean(dash["who"]))]
    elif first and not re.search(r"\w", before) and is_credit(after.strip(" ”\"’»'\t"), sure=False):
        return [Credit(clean(after.strip(" ”\"’»'\t")))]
    ends = said.rstrip()[-1:] in ".!?…"
    lead, tail = _lead(before, first=first), _tail(after, ends=ends)
    if _CONTRASTS.search(lead):
        lead = ""
    if (led_in and lead) or (_REPORTS.search(lead) and not re.search(r"[.!?…]\s*$", before)):
        found.append(Credit(lead, sure=False))
    if tail and _REPORTS.search(" ".join(tail.split()[:14])):
        found.append(Credit(tail, sure=False))
    return found


def _lead(before: str, *, first: bool) -> str:
    """The words of the same sentence before a quotation. What directly follows another one belongs to that."""
    stops = list(_SENTENCE.finditer(before))
    lead = before[stops[-1].end() :] if stops else before
    turns = list(_TURN.finditer(lead))
    lead = (lead[turns[-1].end() :] if turns else lead).strip(" ”\"’»'")
    return lead if first or stops or turns or lead[-1:] in (":", ",") else ""


def _tail(after: str, *, ends: bool) -> str:
    """The words of the same sentence after a quotation, or of a short next one that only says who spoke."""
    stop = _SENTENCE.search(after)
    told = after[: stop.start()] if stop else after
    turn = _TURN.search(told)
    told = (told[: turn.start()] if turn else told).strip(" ”\"’»'")
    if told.endswith(":") or _GOES_ON.match(told):
        return ""
    words = told.strip(" ,.").split()
    if ends and told[:1].isupper() and (len(words) > 12 or not (_reports(words[0]) or _reports(words[-1]))):
        return ""
    return " ".join(words)


def _reports(word: str) -> bool:
    return _REPORTS.search(word) is not None
