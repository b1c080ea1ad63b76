"""A coding keeps its words when its transcript is corrected, or it is said that it could not."""

from __future__ import annotations

import unicodedata

import pytest

from collabstudy.coding.anchor import carry
from collabstudy.model.coding import CONTEXT, Coding
from collabstudy.model.document import Transcript
from collabstudy.model.span import text_hash

NONE: dict[str, str] = {}
TALK = """I: How did it begin?
P: With one meeting in the library.
I: And then?
P: Yes, exactly.
I: Who came to that meeting?
P: Yes, exactly. Nobody but Maria and me.
I: Did Maria stay?
P: Yes, exactly.
I: Would you do it again?
P: We would, but with more people from the start.
"""


def coded(text: str, quote: str, nth: int = 1) -> Coding:
    """A coding on the nth place where these words stand."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    end = start + len(quote)
    return Coding(
        f"{quote}-{nth}",
        "P01",
        "trust",
        "mira",
        start,
        end,
        quote,
        text=text_hash(text),
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
    )


def after(old: str, new: str, *codings: Coding, kept: bool = True) -> list[tuple[str, str, int]]:
    """Status, words and start of each coding on the new text."""
    texts = {text_hash(old): old} if kept else {}
    carried = carry(codings, Transcript(new, ()), texts.get)
    assert [coding.id for coding in carried] == [coding.id for coding in codings]
    for coding in carried:
        if coding.status in ("kept", "moved", "review"):
            assert coding.text == text_hash(new)
            assert new[coding.start : coding.end] == coding.quote
            assert new[: coding.start].endswith(coding.prefix)
            assert new[coding.end :].startswith(coding.suffix)
    return [(coding.status, coding.quote, coding.start) for coding in carried]


def one(old: str, new: str, quote: str, nth: int = 1) -> tuple[str, str, int]:
    [found] = after(old, new, coded(old, quote, nth))
    return found


def test_the_same_words_at_the_same_place_are_kept() -> None:
    new = TALK.replace("from the start", "from the beginning")
    assert one(TALK, new, "one meeting in the library") == ("kept", "one meeting in the library", 29)


def test_words_that_were_shifted_are_moved() -> None:
    new = "Recorded in March.\n" + TALK
    assert one(TALK, new, "one meeting in the library") == ("moved", "one meeting in the library", 48)


def test_on_the_very_text_it_was_made_on_nothing_changes() -> None:
    coding = coded(TALK, "one meeting")
    assert carry([coding], Transcript(TALK, ()), NONE.get) == (coding,)


def test_no_codings_need_no_text() -> None:
    assert carry([], Transcript("", ()), NONE.get) == ()


@pytest.mark.parametrize(
    ("quote", "now"),
    [
        ("With one meting", "With one meeting"),
        ("meting in the libary", "meeting in the library"),
        ("meting", "meeting"),
        ("eting in", "eeting in"),
        ("the libary.", "the library."),
    ],
)
def test_a_typo_at_the_edge_of_a_coding_does_not_cost_it(quote: str, now: str) -> None:
    old = TALK.replace("one meeting in the library", "one meting in the libary")
    status, words, _ = one(old, TALK, quote)
    assert (status, words) == ("moved", now)


def test_identical_answers_keep_their_own_place_when_one_of_them_goes() -> None:
    new = TALK.replace("I: And then?\nP: Yes, exactly.\n", "")
    found = after(TALK, new, *(coded(TALK, "Yes, exactly.", nth) for nth in (1, 2, 3)))
    assert found == [
        ("orphaned", "Yes, exactly.", TALK.index("Yes")),
        ("moved", "Yes, exactly.", new.index("Yes")),
        ("moved", "Yes, exactly.", new.rindex("Yes")),
    ]


def test_ten_identical_answers_keep_their_own_place_when_one_more_comes() -> None:
    questions = [f"I: Question {number} about {word}?" for number, word in enumerate("abcdefghij")]
    old = "".join(f"{question}\nP: Yes, exactly.\n" for question in questions)
    more = "I: Is that so?\nP: Yes, exactly.\nI: Good.\n"
    new, added = old.replace("I: Question 4", more + "I: Question 4"), len(more)
    found = after(old, new, *(coded(old, "Yes, exactly.", nth) for nth in range(1, 11)))
    starts = [coded(old, "Yes, exactly.", nth).start for nth in range(1, 11)]
    assert found == [
        ("kept" if at < 4 else "moved", "Yes, exactly.", start + (added if at >= 4 else 0))
        for at, start in enumerate(starts)
    ]


def test_of_three_identical_lines_in_a_row_nobody_can_tell_which_one_went() -> None:
    old = "I: Ready?\nP: Yes.\nP: Yes.\nP: Yes.\nI: Shall we begin then?\n"
    new = old.replace("P: Yes.\n", "", 1)
    found = after(old, new, *(coded(old, "Yes.", nth) for nth in (1, 2, 3)), coded(old, "Shall we begin"))
    assert [status for status, _, _ in found] == ["ambiguous", "ambiguous", "ambiguous", "moved"]


def test_which_of_two_equal_answers_was_there_before_cannot_be_told_when_a_question_came_between() -> None:
    old = "I: Ready, all of you?\nP: Yes, exactly.\nI: Shall we begin then?\n"
    new = old.replace("P: Yes, exactly.\n", "P: Yes, exactly.\nI: Really?\nP: Yes, exactly.\n")
    assert one(old, new, "Yes, exactly.")[0] == "ambiguous"


def test_an_identical_line_put_in_beside_the_coded_one_makes_it_ambiguous() -> None:
    old = "I: Ready?\nP: Of course, yes.\nI: Shall we begin then?\n"
    new = old.replace("P: Of course, yes.\n", "P: Of course, yes.\nP: Of course, yes.\n")
    assert one(old, new, "Of course, yes.") == ("ambiguous", "Of course, yes.", 13)


def test_a_paragraph_copied_further_down_leaves_its_codings_where_they_are() -> None:
    new = TALK + "P: With one meeting in the library.\n"
    assert one(TALK, new, "one meeting in the library") == ("kept", "one meeting in the library", 29)


def test_a_copy_does_not_take_over_the_codings_of_a_paragraph_that_was_corrected() -> None:
    said = "P: We sat in the old library for hours, talked about every street and went home late with a list.\n"
    old = TALK + said + "I: Thank you for that.\nP: You are very welcome.\n"
    new = old.replace(said, said.replace("hours, talked about every", "ages, spoke of each")) + said
    status, words, start = one(old, new, "went home late with a list")
    assert (status, words, start) == ("moved", "went home late with a list", new.index("went home late"))


def test_two_neighbouring_lines_may_change_places() -> None:
    old = TALK
    lines = TALK.splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    new = "".join(lines)
    found = after(old, new, coded(old, "With one meeting in the library."), coded(old, "Would you do it"))
    assert [(words, start) for _, words, start in found] == [
        ("With one meeting in the library.", new.index("With")),
        ("Would you do it", new.index("Would")),
    ]
    assert {status for status, _, _ in found} <= {"kept", "moved", "review"}


def test_a_turn_that_went_elsewhere_takes_its_codings_along() -> None:
    turn = "P: We would, but with more people from the start.\n"
    new = turn + TALK.replace(turn, "")
    assert one(TALK, new, "more people from the start") == ("moved", "more people from the start", 22)


def test_a_coding_of_several_turns_covers_those_that_stay() -> None:
    old = TALK
    start, end = old.index("With one"), old.index("I: Did Maria")
    coding = coded(old, old[start:end])
    new = old.replace("I: And then?\n", "")
    [(status, words, _)] = after(old, new, coding)
    assert status == "moved"
    assert words == old[start:end].replace("I: And then?\n", "")


def test_half_of_a_coding_is_for_a_person_to_look_at() -> None:
    new = TALK.replace(" but with more people from the start", "")
    assert one(TALK, new, "We would, but with more")[0] == "review"


def test_words_that_were_taken_out_are_orphaned_and_keep_their_quote() -> None:
    new = TALK.replace("Nobody but Maria and me.", "")
    assert one(TALK, new, "Nobody but Maria") == ("orphaned", "Nobody but Maria", TALK.index("Nobody"))


def test_words_taken_out_are_not_found_again_in_another_answer() -> None:
    new = TALK.replace("I: Did Maria stay?\nP: Yes, exactly.\n", "")
    assert new.count("Yes, exactly.") == 2
    assert one(TALK, new, "Yes, exactly.", 3)[0] == "orphaned"


def test_the_label_of_a_new_turn_is_not_the_coded_answer() -> None:
    old = TALK.replace("P: Yes, exactly.\nI: Who", "Participant: Yeah.\nI: Who")
    new = old.replace("Participant: Yeah.", "Participant: Grey wool and timber.")
    assert one(old, new, "Participant: Yeah.")[0] in ("review", "orphaned")


def test_a_name_that_became_another_everywhere_is_no_loss() -> None:
    new = TALK.replace("Maria", "[woman 1]")
    found = after(TALK, new, coded(TALK, "Maria and me"), coded(TALK, "Maria", 2), coded(TALK, "Did Maria stay?"))
    assert found == [
        ("moved", "[woman 1] and me", new.index("[woman 1] and me")),
        ("moved", "[woman 1]", new.rindex("[woman 1]")),
        ("moved", "Did [woman 1] stay?", new.index("Did [")),
    ]


def test_one_word_in_the_place_of_the_coded_one_is_for_a_person_to_look_at() -> None:
    new = TALK.replace("in the library", "in the kitchen")
    assert one(TALK, new, "library") == ("review", "kitchen", TALK.index("library"))


@pytest.mark.parametrize(
    ("what", "new"),
    [
        ("line ends", TALK.replace("\n", "\r\n")),
        ("other line breaks", TALK.replace(" ", "\n")),
        ("no line breaks", TALK.replace("\n", " ")),
        ("spaces that do not break", TALK.replace(" ", "\u00a0")),
        ("speakers renamed", TALK.replace("I: ", "Interviewer: ").replace("P: ", "Ms Ash: ")),
        ("capitals", TALK.upper()),
        ("times", "".join(f"[00:0{at}] {line}" for at, line in enumerate(TALK.splitlines(keepends=True)))),
        ("unseen marks", "\ufeff" + TALK.replace("library", "li\u00adbrary")),
    ],
)
def test_every_coding_survives_what_changes_no_word(what: str, new: str) -> None:
    quotes = ["one meeting in the library", "Who came to that meeting?", "Maria and me", "from the start."]
    found = after(TALK, new, *(coded(TALK, quote) for quote in quotes))
    assert {status for status, _, _ in found} <= {"kept", "moved"}, what
    for quote, (_, words, _) in zip(quotes, found, strict=True):
        assert plain(words) == plain(quote)


def plain(words: str) -> str:
    return " ".join(words.replace("\u00ad", "").split()).casefold()


def test_curly_quotes_and_composed_letters_make_no_difference() -> None:
    old = 'I: "Why"?\nP: It\'s the caf\u00e9 - nai\u0308ve, as they say.\nI: I see.\n'
    new = "I: “Why”?\nP: It’s the cafe\u0301 – na\u00efve, as they say.\nI: I see.\n"
    found = after(old, new, coded(old, "It's the caf\u00e9"), coded(old, "nai\u0308ve"), coded(old, "f\u00e9 - n"))
    assert [status for status, _, _ in found] == ["moved"] * 3
    assert [unicodedata.normalize("NFC", words) for _, words, _ in found] == [
        "It’s the caf\u00e9",
        "na\u00efve",
        "f\u00e9 – n",
    ]


def test_pictures_and_scripts_without_spaces_are_counted_in_code_points() -> None:
    old = "P: 👩‍👩‍👧 came 😀 and 我们在图书馆见面了。\nI: 好。\n"
    new = "P: They 👩‍👩‍👧 came 😀😀 and 我们在老图书馆见面了。\nI: 好。\n"
    found = after(old, new, coded(old, "👩‍👩‍👧 came"), coded(old, "图书馆见面"), coded(old, "我们在图书馆"))
    assert [(status, words) for status, words, _ in found] == [
        ("moved", "👩‍👩‍👧 came"),
        ("moved", "图书馆见面"),
        ("moved", "我们在老图书馆"),
    ]


def test_the_first_and_the_last_words_of_a_text_can_be_coded() -> None:
    new = "Note.\n" + TALK + "End.\n"
    found = after(TALK, new, coded(TALK, "I: How"), coded(TALK, "the start.\n"))
    assert found == [("moved", "I: How", 6), ("moved", "the start.\n", new.index("the start"))]


def test_spaces_at_the_edge_of_a_coding_stay_its_own() -> None:
    new = "Note.\n" + TALK
    assert one(TALK, new, " one meeting ")[:2] == ("moved", " one meeting ")
    assert one(TALK, new, "?\nP: With")[:2] == ("moved", "?\nP: With")
    assert one(TALK, new, "\n") == ("moved", "\n", new.index("\n", 6))


def test_from_an_empty_text_everything_is_orphaned_and_nothing_is_lost() -> None:
    codings = [coded(TALK, "one meeting"), coded(TALK, "Yes, exactly.", 2)]
    assert [status for status, _, _ in after(TALK, "", *codings)] == ["orphaned", "orphaned"]
    assert [words for _, words, _ in after(TALK, "\n\n", *codings)] == ["one meeting", "Yes, exactly."]


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 0, ""), (5, 3, "x"), (-4, 2, "How"), (10_000, 10_005, "later"), (3, 6, "What"), (0, 10**6, TALK), (2, 3, " ")],
)
@pytest.mark.parametrize("new", [TALK, "Note.\n" + TALK, ""])
def test_a_damaged_coding_breaks_nothing(start: int, end: int, quote: str, new: str) -> None:
    coding = Coding("c1", "P01", "trust", "mira", start, end, quote, text=text_hash(TALK))
    [(status, words, _)] = after(TALK, new, coding)
    assert status in ("review", "orphaned", "ambiguous", "moved", "kept")
    assert status not in ("moved", "kept") or words == TALK[start:end] == quote


def test_a_coding_with_wrong_offsets_is_found_by_its_words_and_shown_to_a_person() -> None:
    coding = Coding("c1", "P01", "trust", "mira", 3, 6, "Nobody but Maria", text=text_hash(TALK))
    assert after(TALK, TALK, coding) == [("review", "Nobody but Maria", TALK.index("Nobody"))]


def test_a_lost_coding_is_back_when_its_text_is_back() -> None:
    new = TALK.replace("Nobody but Maria and me.", "")
    lost = carry([coded(TALK, "Nobody but")], Transcript(new, ()), {text_hash(TALK): TALK}.get)
    assert lost[0].status == "orphaned"
    [back] = carry(lost, Transcript(TALK, ()), NONE.get)
    assert (back.status, back.start) == ("kept", TALK.index("Nobody"))


def test_what_waits_for_review_goes_on_waiting() -> None:
    new = TALK.replace("in the library", "in the kitchen")
    once = carry([coded(TALK, "library")], Transcript(new, ()), {text_hash(TALK): TALK}.get)
    again = carry(once, Transcript("Note.\n" + new, ()), {text_hash(new): new}.get)
    assert [coding.status for coding in (*once, *again)] == ["review", "review"]
    assert again[0].start == once[0].start + 6
