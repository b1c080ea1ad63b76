"""Sentences as people speak them and as transcribers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabstudy.model.sentences import sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("We met. Then we left.", ["We met.", "Then we left."]),
        ("Dr. Ito and J. Reed came. Prof. Low did not.", ["Dr. Ito and J. Reed came.", "Prof. Low did not."]),
        ("We share tools, e.g. Spades, i.e. Iron ones.", ["We share tools, e.g. Spades, i.e. Iron ones."]),
        ("It grew by 3.5 per cent. Good.", ["It grew by 3.5 per cent.", "Good."]),
        ("No. We did not.", ["No.", "We did not."]),
        ("See no. 5 on the list.", ["See no. 5 on the list."]),
        ("So did I. We went.", ["So did I.", "We went."]),
        ("We met at 5 p.m. Then it rained.", ["We met at 5 p.m.", "Then it rained."]),
        ('"Why?" she asked. "Because."', ['"Why?" she asked.', '"Because."']),
        ("I thought... well, maybe. Or not...", ["I thought... well, maybe.", "Or not..."]),
        ("um yeah. we did that. it failed", ["um yeah.", "we did that.", "it failed"]),
        ("First thing\n\nSecond thing", ["First thing", "Second thing"]),
        ("A line that goes\non here. End.", ["A line that goes\non here.", "End."]),
        ("你好。再见！", ["你好。", "再见！"]),
        ("[laughs] Right! – So we – we left?! Yes.", ["[laughs] Right!", "– So we – we left?!", "Yes."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == pieces


@given(st.text(alphabet="aB .!?…\n\"'0,—。", max_size=60))
def test_sentences_lose_nothing_but_white_space_and_come_in_order(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert [place for span in spans for place in span] == sorted(place for span in spans for place in span)
