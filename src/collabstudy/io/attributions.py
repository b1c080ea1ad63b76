"""Lines that say whose words a quotation is: `Policy Manager, X Council`, `— Jane Doe`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from collabstudy.io.passages import Passage

DASHED = re.compile(r"^\s*(?:[-–—―~]{1,2}|&mdash;)\s*(?=[^\W_])")
ROLES = re.compile(
    r"(?i)\b(manager|director|officer|leader|chief|chair(?:man|woman|person)?|head|mayor|councillor|cllr|resident|volunteer|"
    r"co-?ordinator|participant|interviewee|respondent|member|professor|prof|dr|ceo|founder|trustee|commissioner|nurse|"
    r"teacher|parent|carer|student|worker|lead|partner|secretary|minister|president|fellow|researcher|practitioner|owner|"
    r"advis[eo]r|editor|author|spokes\w+|charity|council|team|service user|tenant|patient|gp|doctor|"
    r"leiter(?:in)?|geschäftsführer(?:in)?|bürgermeister(?:in)?|directeur|directrice|maire|directora?|alcalde(?:sa)?)\b"
)
SENTENCE_END = re.compile(r"[.!?…:;]$")
MOST_WORDS = 16


def attribution(text: str, passages: Sequence[Passage], at: int, *, sure: bool) -> str | None:
    """Whose words they are, if the passage here is a line that says so."""
    if at >= len(passages):
        return None
    line = passages[at]
    words = line.of(text)
    if line.kind not in (None, "list", "paragraph") or line.speaker or not line.one_line or "\n" in words:
        return None
    dashed = DASHED.match(words) is not None
    return clean(words) if is_attribution(clean(words), sure=sure or dashed) else None


def is_attribution(words: str, *, sure: bool) -> bool:
    """Whether words name somebody: `Policy and Strategy Manager, X Council`, `Jane Doe`, `Interviewee 4`.

    `sure`: a dash or bracket says so already. Without, a comma between capitalised parts or a role must.

    >>> is_attribution("Ward Sister, Ambridge Hospital", sure=False), is_attribution("Next Steps", sure=False)
    (True, False)
    """
    if not words or len(words.split()) > MOST_WORDS or SENTENCE_END.search(words) or not any(map(str.isalpha, words)):
        return False
    if re.search(r"(?i)https?:|www\.|\bsee\b|\bp\.\s?\d|\bet al\b|emphasis|\d{4}[:,]", words):
        return False
    first = next(character for character in words if character.isalnum())
    if sure:
        return first.isupper() or first.isdigit() or not first.islower() or bool(ROLES.search(words))
    parts = [part.strip() for part in words.split(",")]
    capitalised = first.isupper() and all(
        part[:1].isupper() or part[:4].lower() == "the " or ROLES.search(part) for part in parts
    )
    return capitalised and (len(parts) > 1 or bool(ROLES.search(words)))


def clean(words: str | None) -> str:
    """An attribution without dash, brackets and emphasis around it."""
    words = DASHED.sub("", (words or "").strip().lstrip("> "))
    words = words.strip(" *_[]")
    return words[1:-1].strip() if words[:1] == "(" and words[-1:] == ")" else words
