"""Where a quotation stands in its turn, also when its words stand there more than once."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from collabstudy.briefing.context import in_context
from collabstudy.briefing.quotes import quote
from collabstudy.model.coding import Coding
from collabstudy.model.study import Study

Make = Callable[..., Study]
TWICE = "No. We talked it over and I said no. No. Then they said it was ours after all."


@pytest.mark.parametrize(
    ("which", "before", "after"),
    [
        (0, "", "We talked it over and I said no. No. Then they said it was ours after all."),
        (1, "No. We talked it over and I said no.", "Then they said it was ours after all."),
    ],
)
def test_short_words_that_stand_twice_are_marked_where_they_were_coded(
    small: ModuleType, make: Make, monkeypatch: pytest.MonkeyPatch, which: int, before: str, after: str
) -> None:
    monkeypatch.setitem(small.SPEECH, "D4", [("I", "Trust?"), ("P1", TWICE)])
    text = small.transcript("D4").text
    start = [place for place in range(len(text)) if text.startswith("No.", place)][which]
    coding = Coding("c-no", "D4", "trust", "mira", start, start + 3, "No.", text=small.transcript("D4").hash)
    study = make(consents={"D4": "role"}, more=(coding,))
    quoted = quote(study, coding)
    assert quoted is not None
    assert quoted.text == "No."
    found = in_context(study, quoted)
    assert (found.before, found.after) == (before, after)
    assert found.asked == "Trust?"
