"""The words that stand on every briefing, which `[wording]` of briefing.toml may replace."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

USUAL: Mapping[str, str] = MappingProxyType(
    {
        # what a cell says
        "voiced": "voiced",
        "asked_not_voiced": "asked, not voiced",
        "not_asked": "not asked",
        "not_coded": "not coded yet",
        # what became of a sentence
        "holds": "holds",
        "weakened": "weakened",
        "broken": "broken",
        "undecided": "undecided",
        "no_longer": "no longer holds",
        "no_longer_list": "Sentences that no longer hold",
        "was": "was",
        # figures and tables
        "figure": "Figure",
        "table": "Table",
        "theme": "Theme",
        "name": "Name",
        "result": "Result",
        "sentence": "Sentence",
        "count": "Count",
        "interviews": "Interviews",
        "named_in": "Named in",
        "size": "size: passages",
        "select": "Select a mark for its passages.",
        # beside and below the text
        "contents": "In this briefing",
        "how_made": "How it was made",
        "reading": "Reading the counts",
        "voices": "Voices",
        "passages": "Passages",
        "passages_lead": "What stands behind the numbers, as far as those who said it agreed to be quoted.",
        "appendix": "Appendix",
        "evidence": "Where it was said",
        "evidence_lead": "Where the passages behind each number stand: document and turn. The words themselves are in"
        " the web page, as far as those who said them agreed to be quoted.",
        "where": "Document and turns",
        "nameless": "Without role and place",
        # method
        "limits": "Limits",
        "made_from": "What it was made from",
        "to_fill": "to be filled in by the authors",
        "topic": "Topic",
        "item": "Item",
        "reported": "Reported",
        "close": "Close",
        "skip": "Go to the text",
    }
)
# What is said of places elsewhere, so that numbers in prose say the same.
ELSEWHERE = ("place", "places")


def labels(own: Mapping[str, str]) -> Mapping[str, str]:
    """All words, with a study's own in the place of the usual ones.

    >>> labels({"figure": "Picture"})["figure"], labels({})["figure"]
    ('Picture', 'Figure')
    """
    return MappingProxyType({**USUAL, **own})
