"""What became of a quotation when it was held against the transcripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from collabstudy.briefing.finished.compared import Difference

Result = Literal[
    "not allowed",
    "not found",
    "altered",
    "elsewhere",
    "too long",
    "edited",
    "typography",
    "exact",
    "title",
    "too short",
]
RESULTS: tuple[Result, ...] = get_args(Result)
"""The worst first."""
ALARMS: tuple[Result, ...] = ("not allowed", "not found", "altered", "elsewhere")
MEANING: Mapping[Result, str] = {
    "not allowed": "may not be printed, or not so: take it out, or change what the reason names",
    "not found": "nobody said this: take it out; a publication that is quoted can be added to the study as an article",
    "altered": "was said otherwise: put it as it was said, or show the change with […] or [words]",
    "elsewhere": "was said by somebody else, or somewhere else: correct the credit",
    "too long": "is longer than quotations may be: shorten it with […]",
    "edited": "edited as announced, with […] or [words]",
    "typography": "other quotation marks, dashes, hyphens, stops or capitals",
    "exact": "as it was said",
    "title": "a title, a term or a question of the study",
    "too short": "too short to be checked",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One quotation of a finished document; `results` holds all that is true of it, the worst first.

    `text` and `credit` are the document's words. `document` and `turn` say where it was said; they are empty where that
    may not be told, as `said`, the transcript's words, and `differences` are. `why` gives the reasons in words.
    """

    number: int
    results: tuple[Result, ...]
    text: str
    place: str
    page: int | None = None
    paragraph: int = 0
    credit: str = ""
    document: str = ""
    turn: int | None = None
    speaker: str = ""
    said: str = ""
    differences: tuple[Difference, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def result(self) -> Result:
        """The worst that is true of it."""
        return self.results[0]

    @property
    def meaning(self) -> str:
        """What that means."""
        return MEANING[self.result]

    @property
    def alarm(self) -> bool:
        """Whether the document must not go out like this."""
        return self.result in ALARMS

    @property
    def attention(self) -> bool:
        """Whether somebody should look at it."""
        return self.alarm or self.result == "too long"

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())
