"""Further styles of real programs and typists: one small text for each way in which a reader may go wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from collabstudy.errors import SourceError
from collabstudy.io.sources import read_source
from collabstudy.model.document import Transcript

Said = tuple[str | None, float | None, str]
ASKED, TOLD, MORE, LAST = "Who keeps the bees?", "My aunt does.", "Since when?", "Since the war."


def read(folder: Path, text: str, name: str = "talk.txt") -> Transcript:
    (folder / name).write_text(text, encoding="utf-8")
    return read_source(folder / name)


def said(transcript: Transcript) -> list[Said]:
    return [
        (turn.speaker, turn.time_start, transcript.said(turn)) for turn in transcript.turns if turn.kind == "speech"
    ]


def talk(one: str, other: str, *times: float | None) -> list[Said]:
    words = (ASKED, TOLD, MORE, LAST)
    return [((one, other)[at % 2], times[at] if times else None, word) for at, word in enumerate(words)]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            f"09:00:01\t From  Ada Ó Sé : {ASKED}\n09:00:02\t From  Bo : {TOLD}\n"
            f"09:00:03\t From  Ada Ó Sé : {MORE}\n09:00:04\t From  Bo : {LAST}\n",
            talk("Ada Ó Sé", "Bo", 32401.0, 32402.0, 32403.0, 32404.0),
            id="an old Zoom chat",
        ),
        pytest.param(
            f"Ada:\t00:01\t{ASKED}\nBo:\t00:02\t{TOLD}\nAda:\t00:03\t{MORE}\nBo:\t00:04\t{LAST}\n",
            talk("Ada", "Bo", 1.0, 2.0, 3.0, 4.0),
            id="label, tab, time, tab",
        ),
        pytest.param(f"Q.\t{ASKED}\nA.\t{TOLD}\nQ.\t{MORE}\nA.\t{LAST}\n", talk("Q", "A"), id="letter, point and tab"),
        pytest.param(
            f"P.- {ASKED}\n\nR.- {TOLD}\n\nP.- {MORE}\n\nR.- {LAST}\n", talk("P", "R"), id="Spanish point and dash"
        ),
        pytest.param(
            f"(1) I: {ASKED}\n(2) P: {TOLD}\n(3) I: {MORE}\n(4) P: {LAST}\n", talk("I", "P"), id="turns in parentheses"
        ),
        pytest.param(
            f"[1] I: {ASKED}\n[2] P: {TOLD}\n[3] I: {MORE}\n[4] P: {LAST}\n", talk("I", "P"), id="turns in brackets"
        ),
        pytest.param(
            f"00:01.000 --> 00:02.000 [SPEAKER_00] {ASKED}\n00:02.000 --> 00:03.000 [SPEAKER_01] {TOLD}\n"
            f"00:03.000 --> 00:04.000 [SPEAKER_00] {MORE}\n00:04.000 --> 00:05.000 [SPEAKER_01] {LAST}\n",
            talk("SPEAKER_00", "SPEAKER_01", 1.0, 2.0, 3.0, 4.0),
            id="what whisper prints, with the speaker in brackets",
        ),
        pytest.param(
            f"\u200eAda: {ASKED}\n\u200eBo: {TOLD}\n\u200eAda: {MORE}\n\u200eBo: {LAST}\n",
            talk("Ada", "Bo"),
            id="marks of direction that nobody sees",
        ),
        pytest.param(
            f"Enquêtrice\u00a0: {ASKED}\nEnquêté\u202f: {TOLD}\nEnquêtrice\u00a0: {MORE}\nEnquêté\u202f: {LAST}\n",
            talk("Enquêtrice", "Enquêté"),
            id="French blanks before the colon",
        ),
        pytest.param(
            f"Interviewer*in: {ASKED}\nExpert*in 2: {TOLD}\nInterviewer*in: {MORE}\nExpert*in 2: {LAST}\n",
            talk("Interviewer*in", "Expert*in 2"),
            id="German stars",
        ),
        pytest.param(
            f"Frage: {ASKED}\n\nAntwort: {TOLD}\n\nFrage: {MORE}\n\nAntwort: {LAST}\n",
            talk("Frage", "Antwort"),
            id="question and answer in words",
        ),
        pytest.param(
            f"Ada van Os (AvO): {ASKED}\n\nBo Li, Hostess: {TOLD}\n\nAvO: {MORE}\n\nLi: {LAST}\n",
            talk("Ada van Os", "Bo Li, Hostess"),
            id="short labels that are told, or are the surname",
        ),
        pytest.param(
            f"I: {ASKED}\n\nP: {TOLD}\n\nPage 1 of 2\n\nBees 7 - secret\n\nI: {MORE}\n\nP: Since\n\nPage 2 of 2\n\n"
            f"Bees 7 - secret\n\nthe war.\n",
            [*talk("I", "P")[:3], ("P", None, "Since\n\nthe war.")],
            id="page numbers and a running head",
        ),
        pytest.param(
            f"I: {ASKED} (00:01)\nP: {TOLD} (00:02)\nI: {MORE} (00:03)\nP: {LAST} (00:04)\n",
            talk("I", "P", None, 1.0, 2.0, 3.0),
            id="times in parentheses at the ends",
        ),
        pytest.param(
            f"I: {ASKED}\n\nP: {TOLD}\n\nI: {MORE}\n\nP: {LAST}\n\nMeeting ended after 00:09:01\n",
            talk("I", "P"),
            id="what a meeting says when it ends",
        ),
    ],
)
def test_turns_are_found_in(text: str, turns: list[Said], tmp_path: Path) -> None:
    transcript = read(tmp_path, text)
    assert [(speaker, time, words) for speaker, time, words in said(transcript)] == turns


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            f"### Speaker 1 (00:01)\n{ASKED}\n\n### Speaker 2 (00:02)\n{TOLD}\n\n"
            f"### Speaker 1 (00:03)\n{MORE}\n\n### Speaker 2 (00:04)\n{LAST}\n",
            talk("Speaker 1", "Speaker 2", 1.0, 2.0, 3.0, 4.0),
            id="names and times as headings",
        ),
        pytest.param(
            "".join(
                f"**{name}** [0:0{at}](https://example.org/w?t={at}): {words}\n\n"
                for name, at, words in (("Ada", 1, ASKED), ("Bo", 2, TOLD), ("Ada", 3, MORE), ("Bo", 4, LAST))
            ),
            talk("Ada", "Bo", 1.0, 2.0, 3.0, 4.0),
            id="times that are links",
        ),
        pytest.param(
            "".join(f"**{name}**\n\n{words}\n\n" for name, words in (("Ada Osei", ASKED), ("Bo Li", TOLD)) * 3),
            [("Ada Osei", None, ASKED), ("Bo Li", None, TOLD)] * 3,
            id="names in bold over the words",
        ),
    ],
)
def test_turns_are_found_in_markdown(text: str, turns: list[Said], tmp_path: Path) -> None:
    assert said(read(tmp_path, text, "talk.md")) == turns


def test_a_hearing_has_titles_and_points(tmp_path: Path) -> None:
    words = "  Mr. Osei. Thank you.\n  The Chairman. Please.\n  Mr. Osei. I have bees.\n  Ms. Li. So do I.\n"
    assert [speaker for speaker, _, _ in said(read(tmp_path, words * 3))] == [
        "Mr. Osei", "The Chairman", "Mr. Osei", "Ms. Li",
    ] * 3  # fmt: skip


def test_seconds_in_brackets_are_times(tmp_path: Path) -> None:
    transcript = read(tmp_path, f"[0.00s -> 1.50s] {ASKED}\n[1.50s -> 3.25s] {TOLD}\n[3.25s -> 4.00s] {MORE}\n")
    assert [(turn.time_start, turn.time_end) for turn in transcript.turns] == [(0.0, 1.5), (1.5, 3.25), (3.25, 4.0)]
    assert transcript.said(transcript.turns[1]) == TOLD


def test_headings_and_an_introduction_above_a_talk_are_kept_and_lines_about_it_are_not(tmp_path: Path) -> None:
    about = (
        "Our town has had bees for as long as anybody who lives in it can say, and two of us who keep them met to talk."
    )
    transcript = read(
        tmp_path,
        f"# Bees\n\n## Beginnings\n\nDate: 3 May\n\n**Ada:** {ASKED}\n\n**Bo:** {TOLD}\n\n"
        f"## Later\n\n**Ada:** {MORE}\n\n**Bo:** {LAST}\n",
        "talk.md",
    )
    assert [(turn.kind, turn.heading) for turn in transcript.turns[:3]] == [
        ("heading", ()),
        ("heading", ("Bees",)),
        ("speech", ("Bees", "Beginnings")),
    ]
    assert len(transcript.turns) == 7
    told = read(tmp_path, f"# Bees\n\n{about}\n\n**Ada:** {ASKED}\n\n**Bo:** {TOLD}\n\n**Ada:** {MORE}\n", "told.md")
    assert [turn.kind for turn in told.turns] == ["heading", "paragraph", "speech", "speech", "speech"]


def test_line_numbers_are_no_part_of_what_is_said(tmp_path: Path) -> None:
    lines = (
        "I: Who keeps the bees and since|when has it been so?|P: My aunt keeps them, and she has|"
        "done it since the war,|as far as anybody knows.|I: Thank you.|P: There is honey|for you in the|"
        "kitchen, and bread|on the table."
    ).split("|")
    transcript = read(tmp_path, "".join(f"{number:4d}  {line}\n" for number, line in enumerate(lines, 1)))
    assert [(speaker, " ".join(words.split())) for speaker, _, words in said(transcript)] == [
        ("I", "Who keeps the bees and since when has it been so?"),
        ("P", "My aunt keeps them, and she has done it since the war, as far as anybody knows."),
        ("I", "Thank you."),
        ("P", "There is honey for you in the kitchen, and bread on the table."),
    ]
    assert transcript.remarks == ("the line numbers are left out",)


def test_a_court_has_names_and_questions_and_answers(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "THE COURT: Be seated.\n\nMS. OSEI: Thank you.\n\nBY MS. OSEI:\n\nQ. Were you at home?\n\nA. I was.\n\n"
        "Q. Alone?\n\nA. With my bees.\n\nMR. LI: Objection.\n\nTHE COURT: Overruled.\n\nMS. OSEI: No more.\n",
    )
    assert [speaker for speaker, _, _ in said(transcript)] == [
        "THE COURT", "MS. OSEI", "Q", "A", "Q", "A", "MR. LI", "THE COURT", "MS. OSEI",
    ]  # fmt: skip


def test_somebody_who_speaks_once_at_length_is_a_speaker_if_called_one(tmp_path: Path) -> None:
    told = "\n\n".join(f"In year {year} we had honey, and then some." for year in range(9))
    transcript = read(tmp_path, f"Interviewer: {ASKED}\n\nParticipant: {told}\n\nInterviewer: Thank you.\n")
    assert [speaker for speaker, _, _ in said(transcript)] == ["Interviewer", "Participant", "Interviewer"]


def test_a_break_between_bold_labels_is_said_by_nobody(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        f"**Ada:** {ASKED}\n\n**Bo:** {TOLD}\n\n**Break:** \\[20:27\\]\n\n**Ada:** {MORE}\n\n**Bo:** {LAST}\n",
        "talk.md",
    )
    assert said(transcript) == talk("Ada", "Bo")
    assert [turn.kind for turn in transcript.turns] == ["speech", "speech", "paragraph", "speech", "speech"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "# FAQ\n\nQ: What is a hive?\n\nA: A house.\n\nQ: What is a comb?\n\nA: A room.\n", id="frequent questions"
        ),
        pytest.param(
            "Aim: to count bees.\n\nTrust: they need it.\n\nTime: they have it.\n\nMoney: they want it.\n\n"
            "What to do\n\nTrust: give it.\n\nTime: take it.\n\nMoney: earn it.\n",
            id="a report in key words",
        ),
        pytest.param(
            "# Week 12\n\n- **New Hive (2nd)**: it stands.\n\n- **Old Hive Repairs**: they go on.\n\n"
            "- **Honey Fair Plans**: not yet.\n",
            id="topics in bold",
        ),
    ],
)
def test_nobody_is_found_in(text: str, tmp_path: Path) -> None:
    transcript = read(tmp_path, text, "bees.md")
    assert transcript.turns
    assert transcript.speakers == ()


def test_fields_that_return_in_the_same_order_are_a_form(tmp_path: Path) -> None:
    task = "**Do**: ask the keeper.\n\n**Verify**: is the hive closed?\n\n**Commit**: write it into the book.\n\n"
    assert read(tmp_path, "# Tasks\n\n" + 5 * task, "tasks.md").speakers == ()


def test_topics_above_a_heading_do_not_join_the_talk_below_it(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        f"# Topics\n\n**Old Hive Repairs**: they go on.\n\n**Honey Fair Plans**: not yet.\n\n"
        f"# Talk\n\n**Ada**: {ASKED}\n\n**Bo**: {TOLD}\n\n**Ada**: {MORE}\n\n**Bo**: {LAST}\n",
        "talk.md",
    )
    assert said(transcript) == talk("Ada", "Bo")


ROWS = [
    ("0:00:01", "0:00:02", "Ada", ASKED),
    ("0:00:02", "0:00:03", "Bo", TOLD),
    ("0:00:03", "0:00:04", "Ada", MORE),
    ("0:00:04", "0:00:05", "Bo", LAST),
]
TIMED = talk("Ada", "Bo", 1.0, 2.0, 3.0, 4.0)


def rows(order: str, mark: str) -> str:
    return "".join(mark.join(row[int(at)] for at in order) + "\n" for row in ROWS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "sep=;\nStart;Who;What was said\n" + rows("023", ";")),
        ("a.csv", "Bees 7,,\nTranscript,,\n,,\nTime,Speaker,Text\n" + rows("023", ",")),
        ("a.csv", "Timestamp,Speaker Name,Transcript Text,Tags\n" + rows("0232", ",")),
        ("a.csv", "start_time,speaker_id,utterance\n" + rows("023", ",")),
        ("a.csv", rows("0123", ",")),
        ("a.tsv", "Tier\tBegin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms\tAnnotation\n" + rows("2013", "\t")),
        ("a.txt", "Tier\tBegin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms\tAnnotation\n" + rows("2013", "\t")),
        ("a.txt", rows("2013", "\t")),
        ("a.txt", "".join(f"{a}.0\t{a + 1}.0\t{name}: {words}\n" for a, (_, _, name, words) in enumerate(ROWS, 1))),
    ],
)
def test_a_table_is_read_by_its_names_or_else_by_what_stands_in_it(name: str, text: str, tmp_path: Path) -> None:
    assert said(read(tmp_path, text, name)) == TIMED


def test_a_table_that_is_no_transcript_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="case, sector"):
        read(tmp_path, "case,sector\nash,charity\nelm,council\n", "a.csv")


def words(speaker: str, *, nested: bool) -> list[dict[str, Any]]:
    """Single words with their times, a point being a word of its own."""
    return [
        {
            **({"alternatives": [{"content": part}]} if nested else {"word": part}),
            speaker: "ab"[at % 2],
            "start_time": f"{at + 1}.0",
        }
        for at, row in enumerate(ROWS)
        for part in (*row[3][:-1].split(), row[3][-1])
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            {"results": {"channels": [{"alternatives": [{"words": words("speaker", nested=False)}]}]}}, id="Deepgram"
        ),
        pytest.param(
            {
                "results": [
                    {"alternatives": [{"transcript": "Who"}]},
                    {"alternatives": [{"words": words("speakerTag", nested=False)}]},
                ]
            },
            id="Google",
        ),
        pytest.param({"results": {"items": words("speaker_label", nested=True)}}, id="Amazon"),
        pytest.param(
            {
                "results": {
                    "items": [
                        {name: value for name, value in word.items() if name != "speaker_label"}
                        for word in words("speaker_label", nested=True)
                    ],
                    "speaker_labels": {
                        "segments": [
                            {"items": [{"start_time": f"{at + 1}.0", "speaker_label": "ab"[at % 2]}]} for at in range(4)
                        ]
                    },
                }
            },
            id="Amazon, with the speakers apart",
        ),
        pytest.param(
            {
                "recognizedPhrases": [
                    {"speaker": "ab"[at % 2], "offset": f"PT{at + 1}S", "nBest": [{"display": text}]}
                    for at, (_, _, _, text) in enumerate(ROWS)
                ]
            },
            id="Azure",
        ),
        pytest.param(
            {
                "paragraphs": [
                    {"speaker": "ab"[at % 2], "start": float(at + 1), "sentences": [{"text": text}]}
                    for at, (_, _, _, text) in enumerate(ROWS)
                ]
            },
            id="sentences in paragraphs",
        ),
        pytest.param(
            {
                "segments": [
                    {"start": float(at + 1), "text": text, "words": [{"word": "x", "speaker": "ab"[at % 2]}]}
                    for at, (_, _, _, text) in enumerate(ROWS)
                ]
            },
            id="whisperX, where but the words know who speaks",
        ),
    ],
)
def test_speakers_are_found_wherever_json_keeps_them(data: object, tmp_path: Path) -> None:
    assert said(read(tmp_path, json.dumps(data), "a.json")) == talk("a", "b", 1.0, 2.0, 3.0, 4.0)


def test_messages_are_said_by_their_role(tmp_path: Path) -> None:
    data = [{"role": ("asker", "keeper")[at % 2], "content": row[3]} for at, row in enumerate(ROWS)]
    assert said(read(tmp_path, "\n".join(map(json.dumps, data)), "a.jsonl")) == talk("asker", "keeper")


MORE_TALK = [*talk("Mira", "Bo"), ("Mira", None, "And before?"), ("Bo", None, "Nobody did.")]


def lines(form: str, *names: str) -> str:
    """The longer talk, a paragraph a turn, each in this form."""
    return "\n\n".join(form.format(name=names[at % 2], said=words) for at, (_, _, words) in enumerate(MORE_TALK)) + "\n"


@pytest.mark.parametrize(
    ("name", "text", "speakers"),
    [
        pytest.param("talk.md", lines("> **{name}:** {said}", "Mira", "Bo"), ("Mira", "Bo"), id="block quotes"),
        pytest.param(
            "talk.md",
            lines("> **{name}:** {said}", "Mira", "Bo").replace("\n\n", "\n>\n"),
            ("Mira", "Bo"),
            id="one block quote",
        ),
        pytest.param("talk.md", lines("**{name}** {said}", "Mira", "Bo"), ("Mira", "Bo"), id="bold names"),
        pytest.param("talk.txt", lines("__{name}__ {said}", "Mira", "Bo"), ("Mira", "Bo"), id="bold by underscores"),
        pytest.param("talk.txt", lines("({name}) {said}", "Mira", "Bo"), ("Mira", "Bo"), id="names in parentheses"),
        pytest.param("talk.txt", lines("{name}—{said}", "KW", "BL"), ("KW", "BL"), id="initials and a long dash"),
        pytest.param(
            "talk.md",
            "# Bees\n\n| Speaker | Text |\n|:--|---|\n"
            + lines("| {name} | {said} |", "Mira", "Bo").replace("\n\n", "\n"),
            ("Mira", "Bo"),
            id="a Markdown table",
        ),
    ],
)
def test_a_longer_talk_is_found_in(name: str, text: str, speakers: tuple[str, str], tmp_path: Path) -> None:
    turns = [(speakers[at % 2], None, words) for at, (_, _, words) in enumerate(MORE_TALK)]
    transcript = read(tmp_path, text, name)
    assert said(transcript) == turns
    assert [transcript.text[turn.start : turn.end] for turn in transcript.turns if turn.kind == "speech"] == [
        words for _, _, words in turns
    ]


def test_names_in_parentheses_are_found_in_subtitles_too(tmp_path: Path) -> None:
    cues = [
        f"00:0{at}.000 --> 00:0{at + 1}.000\n({('Mira', 'Bo')[at % 2]}) {words}"
        for at, (_, _, words) in enumerate(MORE_TALK)
    ]
    found = said(read(tmp_path, "WEBVTT\n\n" + "\n\n".join(cues) + "\n", "talk.vtt"))
    assert found == [(("Mira", "Bo")[at % 2], float(at), words) for at, (_, _, words) in enumerate(MORE_TALK)]


@pytest.mark.parametrize(("asks", "answers"), [("Q", "A"), ("Question ", "Answer "), ("Frage ", "Antwort ")])
def test_questions_and_answers_may_be_counted(asks: str, answers: str, tmp_path: Path) -> None:
    text = f"{asks}1: {ASKED}\n\n{answers}1: {TOLD}\n\n{asks}2: {MORE}\n\n{answers}2: {LAST}\n"
    assert said(read(tmp_path, text)) == talk(asks.strip(), answers.strip())


def test_a_table_with_times_and_lines_that_go_on_is_read_at_its_places(tmp_path: Path) -> None:
    text = f"|Time|Who|Text|\n|-|-|-|\n|00:01|Mira|{ASKED}|\n|00:02|**Bo**|{TOLD}|\n|00:03||{LAST} \\| {MORE}|\n"
    transcript = read(tmp_path, text, "talk.md")
    first, second = transcript.turns
    assert (first.speaker, first.time_start, transcript.said(first)) == ("Mira", 1.0, ASKED)
    assert (second.speaker, second.time_start) == ("Bo", 2.0)
    assert transcript.said(second).split("\n") == [TOLD, f"{LAST} \\| {MORE}"]


LONG = "The bees came back in the spring, and nobody on the board could say who had asked for them."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "a.md",
            "".join(f"> **{who}:** {LONG}\n\n" for who in ("Ann Bell", "Tom Ruck", "Ivy Oak")) + f"{LONG}\n",
            id="an article that is mostly block quotes, each by another",
        ),
        pytest.param(
            "a.md",
            "".join(f"**{what}** {LONG}\n\n" for what in ("Trust", "Money", "Time", "Power")),
            id="bold beginnings",
        ),
        pytest.param(
            "a.md",
            f"{LONG}\n\n**Ann Bell** {LONG}\n\n{LONG}\n\n{LONG}\n\n**Tom Ruck** {LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n",
            id="people introduced in bold",
        ),
        pytest.param(
            "a.txt",
            f"FAQ\n\nQ1: {ASKED}\n\nA1: {TOLD}\n\nQ2: {MORE}\n\nA2: {LAST}\n",
            id="questions that are frequently asked",
        ),
        pytest.param(
            "a.md",
            f"| Place | Sector |\n|---|---|\n| Ambridge | {LONG} |\n| Felpersham | {LONG} |\n",
            id="a table of facts",
        ),
        pytest.param("a.txt", "".join(f"({year}) {LONG}\n\n" for year in (2018, 2019, 2018, 2019, 2018)), id="years"),
        pytest.param("a.txt", f"NHS—{LONG}\n\n{LONG}\n\nBBC—{LONG}\n\n{LONG}\n\n{LONG}\n", id="datelines"),
    ],
)
def test_nobody_is_invented_in(name: str, text: str, tmp_path: Path) -> None:
    transcript = read(tmp_path, text, name)
    assert len(transcript.turns) > 0
    assert said(transcript) == []
    assert transcript.speakers == ()
