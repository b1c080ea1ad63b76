"""One person (or one tagger) saying: here, this code applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from collabstudy.model.span import Span

Origin = Literal["person", "rules", "suggestion", "topic"]
Status = Literal["kept", "moved", "review", "ambiguous", "orphaned", "retired", "stale"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
NO_PLACE: tuple[Status, ...] = ("ambiguous", "orphaned")
UNCOUNTED: tuple[Status, ...] = ("retired", *NO_PLACE)
"""What is no evidence; wherever it is left out, it is said how many are."""
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Coding:
    """A coding as it stands now.

    `start` and `end` are code points of the text named by `text`, `quote` is what stood there, `prefix` and
    `suffix` up to 32 code points either side. `meaning` is what the code meant when it was given, `suggestion` the
    coding that was accepted and `by` whose that was; `tried` is the text on which it was last looked for.
    """

    id: str
    document: str
    code: str
    coder: str
    start: int
    end: int
    quote: str
    origin: Origin = "person"
    status: Status = "kept"
    memo: str = ""
    created: str = ""
    text: str = ""
    prefix: str = ""
    suffix: str = ""
    codebook: str = ""
    meaning: str = ""
    suggestion: str = ""
    by: str = ""
    tried: str = ""

    @property
    def span(self) -> Span:
        """Where it is said."""
        return Span(self.document, self.start, self.end)
