"""What researchers write as terms is understood as they mean it."""

from __future__ import annotations

import pytest

from collabstudy.errors import CodebookError
from collabstudy.model.codebook import Code
from collabstudy.tagging.terms import Near, TermError, Words, parse
from collabstudy.tagging.texts import tag_texts


def found(term: str, text: str, *, without: str = "", language: str = "en") -> list[str]:
    """The passages of a text that a term finds."""
    code = Code("c", "C", terms=(term,), not_terms=(without,) if without else ())
    hits = tag_texts([code], [text], language)
    return [text[start:end] for start, end in zip(hits.start.tolist(), hits.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("term", "text", "passages"),
    [
        ("trust", "Trust, TRUST and trust; not trusted, distrust or trusty.", ["Trust", "TRUST", "trust"]),
        ("trust", "a trust-based, high-trust place", ["trust", "trust"]),
        ("council", "The council’s view, the council's plan, councils", ["council’s", "council's"]),
        ("collaborat*", "We collaborate: collaborators, elaborate", ["collaborate", "collaborators"]),
        ("*ship", "partnership and leadership, shipping", ["partnership", "leadership"]),
        ("wom?n", "woman, women, womn, womaan", ["woman", "women"]),
        ("t*st", "trust test tst taste", ["trust", "test", "tst"]),
        ('"working together"', "Working  together, working\ntogether", ["Working  together", "working\ntogether"]),
        ("working together", "working together", ["working together"]),
        ("work* together", "works together; worked together", ["works together", "worked together"]),
        ("working together", "working, together; working. Together", []),
        ("working together", "working\n\ntogether", []),
        ("working together", "working “together” and *working* together", ["working “together", "working* together"]),
        ("working together", "working – together, working—together", []),
        ("working together", "working-together", ["working-together"]),
        ("share * power", "share their power, share power, share all their power", ["share their power"]),
        ("co-produc*", "co-production, co‑produced, co. Production", ["co-production", "co‑produced"]),
        ("co-produc*", "co production, coproduction, production", ["co production", "coproduction"]),
        ("coproduction", "co-production and coproduction", ["coproduction"]),
        ("yes, and", "yes, and; yes and", ["yes, and", "yes and"]),
        ("lemma:share power", "shared powers, sharing power, shareholder power", ["shared powers", "sharing power"]),
        ("lemma:woman", "Women and woman", ["Women", "woman"]),
        ("share* NEAR/5 power", "shared a little of our power", ["shared a little of our power"]),
        ("share* NEAR/5 power", "shared a very little of our power", []),
        ("share* NEAR/5 power", "power that was shared", ["power that was shared"]),
        ("share NEAR/1 power", "share power. Power, share. share the power", ["share power", "Power, share"]),
        ("share NEAR/5 power", "share power and more power", ["share power"]),
        ("power NEAR/3 power", "power is power", ["power is power"]),
        ('"local people" NEAR/4 decid*', "it is local people who then decide", ["local people who then decide"]),
        ("lemma:give NEAR/3 up NEAR/4 power", "gave it up, the power", ["gave it up, the power"]),
        ("/shar(e|ing) [a-z]+ power/", "Sharing no power; share a power", ["Sharing no power", "share a power"]),
        ("/Deal/c", "the Deal, a deal", ["Deal"]),
        ("/ab/", "abab", ["ab", "ab"]),
        ("/don't/", "They don’t", ["don’t"]),
        ("/ ^ trust $ /mx", "so\ntrust\nthen", ["trust"]),
        ("straße", "Die STRASSE und die Straße", ["STRASSE", "Straße"]),
        ("café", "cafe\u0301 and café, CAFÉ", ["cafe\u0301", "café", "CAFÉ"]),
        ("don't", "I don’t; don`t", ["don’t", "don`t"]),
        ("εμπιστοσύνη", "Η Εμπιστοσύνη μας", ["Εμπιστοσύνη"]),
        ("collaborate", "colla\u00adborate", ["colla\u00adborate"]),
        ("3", "3, 13 and 3rd", ["3"]),
    ],
)  # fmt: skip
def test_a_term_finds_what_it_says(term: str, text: str, passages: list[str]) -> None:
    assert found(term, text) == passages


def test_an_exclusion_takes_back_what_it_overlaps_and_nothing_else() -> None:
    text = "Trust in the hospital trust; trust."
    assert found("trust", text) == ["Trust", "trust", "trust"]
    assert found("trust", text, without="hospital trust") == ["Trust", "trust"]
    assert found("in the hospital", text, without="hospital trust") == []
    assert found("/a/", "aba", without="/b/") == ["a", "a"]  # touching is not overlapping


def test_overlapping_hits_of_one_code_are_one() -> None:
    code = Code("c", "C", terms=("share power", "power with", "power"))
    hits = tag_texts([code], ["We share power with them, and power."], "en")
    assert list(zip(hits.start.tolist(), hits.end.tolist(), strict=True)) == [(3, 19), (30, 35)]
    assert hits.term.tolist() == [0, 2]  # `share power` is longer than `power with`


def test_two_codes_may_be_found_in_one_place() -> None:
    codes = [Code("a", "A", terms=("power",)), Code("b", "B", terms=("share power",)), Code("c", "C", terms=("power",))]
    hits = tag_texts(codes, ["share power"], "en")
    assert list(zip(hits.code.tolist(), hits.start.tolist(), strict=True)) == [(1, 0), (0, 6), (2, 6)]


def test_lemmas_are_those_of_the_language() -> None:
    assert found("lemma:gehen", "Sie sind gegangen und ging", language="de") == ["gegangen", "ging"]
    with pytest.raises(CodebookError, match="no dictionary of lemmas for the language `xx`"):
        found("lemma:go", "go", language="xx")


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("", "term-empty"),
        ("  ", "term-empty"),
        ("—", "term-empty"),
        ('""', "term-empty"),
        ("*", "term-any-word"),
        ("* ?", "term-any-word"),
        ("share NEAR/5 *", "term-any-word"),
        ("share NEAR/0 power", "near-zero"),
        ("share NEAR power", "term-malformed"),
        ("NEAR/5 power", "term-malformed"),
        ("lemma:shar* power", "term-malformed"),
        ("/shar(e/", "regex-malformed"),
        ("/share/q", "regex-malformed"),
        ("/share", "regex-malformed"),
        ("/share/ NEAR/5 power", "regex-malformed"),
        ("power NEAR/5 /share/", "regex-malformed"),
    ],
)
def test_a_term_that_says_nothing_is_refused_by_name(term: str, name: str) -> None:
    with pytest.raises(TermError) as error:
        parse(term)
    assert error.value.name == name
    assert error.value.hint


def test_a_broken_term_is_told_with_its_code_file_and_line() -> None:
    code = Code("power", "Power", terms=("share NEAR/0 power",), file="codebooks/book.yaml", line=7)
    with pytest.raises(CodebookError, match=r"codebooks/book.yaml, line 7: power: `share NEAR/0 power`"):
        tag_texts([code], ["share power"], "en")


def test_an_expression_that_would_take_for_ever_is_stopped() -> None:
    code = Code("slow", "Slow", terms=("/(a|a)+$/",), file="book.yaml", line=3)
    with pytest.raises(CodebookError, match=r"book.yaml, line 3: slow: .*takes more than 2 seconds"):
        tag_texts([code], ["a" * 200 + "!"], "en")


def test_equal_spellings_are_equal_terms() -> None:
    assert parse("Trust") == parse('"trust"') == parse(" trust ")
    assert isinstance(parse("a* NEAR/3 b*"), Near)
    assert isinstance(parse("and/or"), Words)


def test_a_term_of_many_hyphens_is_still_read() -> None:
    term = parse("a-b c-d e-f g-h")
    assert isinstance(term, Words)
    assert [len(spelling.words) for spelling in term.spellings] == [8, 4]
