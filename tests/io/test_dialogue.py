"""Who says what: every style in which people and programs write labels, and texts in which nobody speaks."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from collabstudy.io.sources import read_source
from collabstudy.model.document import Transcript

Said = tuple[str, float | None, str]
"""Speaker, seconds at which the turn begins, and what is said."""


class Style(NamedTuple):
    text: str
    turns: list[Said]
    name: str = "interview.txt"


A, B = "Where does the council meet the residents?", "Mostly in the library, I would say."
C, D = "And who decides in the end?", "They do. We only bring the tea."

STYLES = {
    "Name: text, a line a turn": Style(
        f"Mira: {A}\nJonas: {B}\nMira: {C}\nJonas: {D}\n",
        [("Mira", None, A), ("Jonas", None, B), ("Mira", None, C), ("Jonas", None, D)],
    ),
    "NAME: text with empty lines": Style(
        f"MIRA LUND: {A}\n\nJONAS BERG: {B}\n\nMIRA LUND: {C}\n\nJONAS BERG: {D}\n",
        [("MIRA LUND", None, A), ("JONAS BERG", None, B), ("MIRA LUND", None, C), ("JONAS BERG", None, D)],
    ),
    "bold labels, two ways of writing them": Style(
        f"**Mira:** {A}\n\n**Jonas**: {B}\n\n**Mira:** {C}\n\n**Jonas**: {D}\n",
        [("Mira", None, A), ("Jonas", None, B), ("Mira", None, C), ("Jonas", None, D)],
        "interview.md",
    ),
    "bold questions that hold their label": Style(
        f"**MIRA: {A}**\n\nJONAS: {B}\n\n**MIRA: {C}**\n\nJONAS: {D}\n",
        [("MIRA", None, A), ("JONAS", None, B), ("MIRA", None, C), ("JONAS", None, D)],
        "interview.md",
    ),
    "Otter: name and time over the words": Style(
        f"Mira Lund  0:03  \n{A}\n\nJonas Berg  0:09  \n{B}\n\nIt is warm there.\n\nMira Lund  1:02:03  \n{C}\n\n"
        "Transcribed by https://otter.ai\n",
        [("Mira Lund", 3.0, A), ("Jonas Berg", 9.0, f"{B}\n\nIt is warm there."), ("Mira Lund", 3723.0, C)],
    ),
    "Otter without times": Style(
        "".join(
            f"{name}  \n{words}\n\n"
            for name, words in [
                ("Mira Lund", A),
                ("Jonas Berg", B),
                ("Mira Lund", C),
                ("Jonas Berg", D),
                ("Mira Lund", A),
                ("Jonas Berg", B),
            ]
        ),
        [
            ("Mira Lund", None, A),
            ("Jonas Berg", None, B),
            ("Mira Lund", None, C),
            ("Jonas Berg", None, D),
            ("Mira Lund", None, A),
            ("Jonas Berg", None, B),
        ],
    ),
    "Rev: name (mm:ss): over the words": Style(
        f"Mira Lund (00:00):\n{A}\n\nJonas Berg (00:31):\n{B}\n\nMira Lund (01:00:12):\n{C}\n",
        [("Mira Lund", 0.0, A), ("Jonas Berg", 31.0, B), ("Mira Lund", 3612.0, C)],
    ),
    "Rev, newer: Speaker 1: (00:02)": Style(
        f"Speaker 1: (00:02)\n{A}\n\nSpeaker 2: (00:31)\n{B}\n\nSpeaker 1: (00:44)\n{C}\n",
        [("Speaker 1", 2.0, A), ("Speaker 2", 31.0, B), ("Speaker 1", 44.0, C)],
    ),
    "Name (hh:mm:ss) - text, wrapped by hand": Style(
        "Mira Lund (00:00:00) - Where does the council meet the residents whom\nit speaks of, and how often?\n\n"
        "Jonas Berg (00:00:15) - Mostly in the library, I would say, on Tuesday\nevenings.\n\n"
        "Mira Lund (00:00:44) - And who decides in the end, when all is said and\ndone?\n",
        [
            ("Mira Lund", 0.0, "Where does the council meet the residents whom\nit speaks of, and how often?"),
            ("Jonas Berg", 15.0, "Mostly in the library, I would say, on Tuesday\nevenings."),
            ("Mira Lund", 44.0, "And who decides in the end, when all is said and\ndone?"),
        ],
    ),
    "Descript: [hh:mm:ss] Name: text": Style(
        f"[00:00:01] Mira: {A}\n[00:00:07] Jonas: {B}\n[00:01:00.500] Mira: {C}\n",
        [("Mira", 1.0, A), ("Jonas", 7.0, B), ("Mira", 60.5, C)],
    ),
    "Descript: stamps inside bold-labelled speech": Style(
        f"**Mira:** [00:00:00] {A}\n\n**Jonas:** Mostly in the [00:01:00] library.\n\n"
        f"**Mira:** {C}\n\n**Jonas:** {D}\n",
        [("Mira", 0.0, A), ("Jonas", None, "Mostly in the library."), ("Mira", None, C), ("Jonas", None, D)],
        "interview.md",
    ),
    "noScribe: S01: [hh:mm:ss] text, with its head": Style(
        "Talk in the library\n\nTranscribed with noScribe vers. 0.7\nAudio file: ./talk.mp3\n"
        "(Language: Deutsch (de) | Speaker detection: auto | Overlapping speech: 1)\n\n(3 seconds pause)\n\n\n"
        f"S01: [00:00:12] {A}\n\nS00: [00:00:36] {B} //S01: Mhm. // Yes.\n\nS01: [00:00:40] {C}\n",
        [("S01", 12.0, A), ("S00", 36.0, f"{B} //S01: Mhm. // Yes."), ("S01", 40.0, C)],
    ),
    "f4: the stamp stands at the end of each paragraph": Style(
        f"I: {A} #00:00:12-3#\n\nB: {B} #00:00:45-1#\n\nI: {C} #00:01:02-0#\n",
        [("I", None, A), ("B", 12.3, B), ("I", 45.1, C)],
    ),
    "f4: the stamp stands before the label": Style(
        f"#00:00:12-3# I: {A}\n#00:00:45-1# B: {B}\n#00:01:02-0# I: {C}\n",
        [("I", 12.3, A), ("B", 45.1, B), ("I", 62.0, C)],
    ),
    "oTranscribe: 0:12 label: text": Style(
        f"0:00 I: {A}\n\n0:09 P: {B}\n\n1:05 I: {C}\n\n1:09 P: {D}\n",
        [("I", 0.0, A), ("P", 9.0, B), ("I", 65.0, C), ("P", 69.0, D)],
    ),
    "Zoom, saved captions: [Name] 10:02:33 over the words": Style(
        f"[Mira Lund] 10:02:33\n{A}\n\n[Jonas Berg (he/him)] 10:02:40\n{B}\n\n[Mira Lund] 10:03:00\n{C}\n",
        [("Mira Lund", 36153.0, A), ("Jonas Berg (he/him)", 36160.0, B), ("Mira Lund", 36180.0, C)],
    ),
    "Zoom, chat: time, name and words with tabs between": Style(
        f"00:05:41\tMira Lund:\t{A}\n00:07:06\tjonas_b:\t{B}\n00:07:54\tMira Lund:\t{C}\n",
        [("Mira Lund", 341.0, A), ("jonas_b", 426.0, B), ("Mira Lund", 474.0, C)],
    ),
    "Zoom, older chat: From … to Everyone": Style(
        f"10:02:33 From Mira Lund to Everyone : {A}\n"
        f"10:02:40 From Jonas to Everyone : {B}\n10:03:00 From Mira Lund to Everyone : {C}\n",
        [("Mira Lund", 36153.0, A), ("Jonas", 36160.0, B), ("Mira Lund", 36180.0, C)],
    ),
    "Teams: name and time over the words": Style(
        f"Lund, Mira   0:03\n{A}\n\nBerg, Jonas   0:09\n{B}\n\nLund, Mira   1:05\n{C}\n",
        [("Lund, Mira", 3.0, A), ("Berg, Jonas", 9.0, B), ("Lund, Mira", 65.0, C)],
    ),
    "Teams, older: range, name, words, each on its line": Style(
        f"0:0:0.0 --> 0:0:3.400\nMira Lund\n{A}\n\n0:0:4.0 --> 0:0:9.120\nJonas Berg\n{B}\n\n"
        f"0:0:9.500 --> 0:0:12.0\nMira Lund\n{C}\n\n0:1:1.0 --> 0:1:3.0\nJonas Berg\n{D}\n",
        [("Mira Lund", 0.0, A), ("Jonas Berg", 4.0, B), ("Mira Lund", 9.5, C), ("Jonas Berg", 61.0, D)],
    ),
    "Word: time and Speaker 1 over the words": Style(
        f"Audio file\ntalk.mp3\n\nTranscript\n\n00:00:01 Speaker 1\n{A}\n\n"
        f"00:00:09 Speaker 2\n{B}\n\n00:01:00 Speaker 1\n{C}\n",
        [("Speaker 1", 1.0, A), ("Speaker 2", 9.0, B), ("Speaker 1", 60.0, C)],
    ),
    "Happy Scribe: [00:00:00.00] - Name over the words": Style(
        f"[00:00:00.25] - Mira Lund\n{A}\n\n[00:00:09.00] - Speaker 2\n{B}\n\n[00:01:00.00] - Mira Lund\n{C}\n",
        [("Mira Lund", 0.25, A), ("Speaker 2", 9.0, B), ("Mira Lund", 60.0, C)],
    ),
    "time on its own line, then label and words": Style(
        f"0:00:00\nSpeaker 1: {A}\n\n0:00:17\nSPEAKER 2:\n{B}\n\n[0:00:35]\n"
        f"Speaker 1: {C}\n\n0:00:44\nSpeaker 2: {D}\n",
        [("Speaker 1", 0.0, A), ("SPEAKER 2", 17.0, B), ("Speaker 1", 35.0, C), ("SPEAKER 2", 44.0, D)],
    ),
    "MAXQDA: paragraph numbers before the labels": Style(
        f"1\tI: {A}\n2\tP1: {B}\n3\tI: {C}\n4\tP1: {D}\n",
        [("I", None, A), ("P1", None, B), ("I", None, C), ("P1", None, D)],
    ),
    "NVivo: time span, tab, label": Style(
        f"0:00.0 - 0:12.3\tI: {A}\n0:12.3 - 0:20.0\tP: {B}\n0:20.0 - 0:25.5\tI: {C}\n",
        [("I", 0.0, A), ("P", 12.3, B), ("I", 20.0, C)],
    ),
    "codes: I: and P1:, P2:": Style(
        f"I: {A}\nP1: {B}\nP2: Or in the park.\nI: {C}\nP1: {D}\n",
        [("I", None, A), ("P1", None, B), ("P2", None, "Or in the park."), ("I", None, C), ("P1", None, D)],
    ),
    "a number in the label and a blank before the colon": Style(
        f"Interviewer1 : {A}\nInterviewee1 : {B}\nInterviewer1 : {C}\nInterviewee1 : {D}\n",
        [("Interviewer1", None, A), ("Interviewee1", None, B), ("Interviewer1", None, C), ("Interviewee1", None, D)],
    ),
    "speech recognition: SPEAKER_00 in brackets": Style(
        f"[SPEAKER_00]: {A}\n[SPEAKER_01]: {B}\n[SPEAKER_00]: {C}\n",
        [("SPEAKER_00", None, A), ("SPEAKER_01", None, B), ("SPEAKER_00", None, C)],
    ),
    "German roles with a gender colon": Style(
        "Interviewer:in: Wo trifft sich der Rat?\nBefragte:r: In der Bücherei.\n"
        "Interviewer:in: Und dann?\nBefragte:r: Kommt der Tee.\n",
        [
            ("Interviewer:in", None, "Wo trifft sich der Rat?"),
            ("Befragte:r", None, "In der Bücherei."),
            ("Interviewer:in", None, "Und dann?"),
            ("Befragte:r", None, "Kommt der Tee."),
        ],
    ),
    "German codes, no blank after the colon": Style(
        "IV:Wo trifft sich der Rat?\nIP:In der Bücherei.\nIV:Und dann?\nIP:Kommt der Tee.\n",
        [
            ("IV", None, "Wo trifft sich der Rat?"),
            ("IP", None, "In der Bücherei."),
            ("IV", None, "Und dann?"),
            ("IP", None, "Kommt der Tee."),
        ],
    ),
    "French": Style(
        "Enquêtrice : Où se réunit le conseil ?\n\nEnquêté : À la bibliothèque.\n\n"
        "Enquêtrice : Et qui décide ?\n\nEnquêté : Eux.\n",
        [
            ("Enquêtrice", None, "Où se réunit le conseil ?"),
            ("Enquêté", None, "À la bibliothèque."),
            ("Enquêtrice", None, "Et qui décide ?"),
            ("Enquêté", None, "Eux."),
        ],
    ),
    "Chinese, with full-width colons": Style(
        "访问者：你们在哪里见面？\n受访者：在图书馆。\n访问者：谁来决定？\n受访者：他们。\n",
        [
            ("访问者", None, "你们在哪里见面？"),
            ("受访者", None, "在图书馆。"),
            ("访问者", None, "谁来决定？"),
            ("受访者", None, "他们。"),
        ],
    ),
    "labels on their own line, words below": Style(
        f"Interviewer\n{A}\n\nRespondent\n{B}\n\nInterviewer\n{C}\n\nRespondent\n{D}\n",
        [("Interviewer", None, A), ("Respondent", None, B), ("Interviewer", None, C), ("Respondent", None, D)],
    ),
    "labels with a colon on their own line": Style(
        f"Mira Lund:\n{A}\n\nJonas Berg:\n{B}\n\nMira Lund:\n{C}\n\nJonas Berg:\n{D}\n",
        [("Mira Lund", None, A), ("Jonas Berg", None, B), ("Mira Lund", None, C), ("Jonas Berg", None, D)],
    ),
    "dashes": Style(
        f"Mira – {A}\nJonas – {B}\nMira – {C}\nJonas – {D}\nMira – {A}\nJonas – {B}\n",
        [
            ("Mira", None, A),
            ("Jonas", None, B),
            ("Mira", None, C),
            ("Jonas", None, D),
            ("Mira", None, A),
            ("Jonas", None, B),
        ],
    ),
    "brackets": Style(
        f"[Interviewer] {A}\n[Resident 1] {B}\n[Interviewer] {C}\n[Resident 1] {D}\n",
        [("Interviewer", None, A), ("Resident 1", None, B), ("Interviewer", None, C), ("Resident 1", None, D)],
    ),
    "tabs": Style(
        f"I\t{A}\nP\t{B}\nI\t{C}\nP\t{D}\n",
        [("I", None, A), ("P", None, B), ("I", None, C), ("P", None, D)],
    ),
    "Q. and A.": Style(
        f"Q. {A}\nA. {B}\nQ. {C}\nA. {D}\n",
        [("Q", None, A), ("A", None, B), ("Q", None, C), ("A", None, D)],
    ),
    "names in parentheses and a bar": Style(
        f"Mira Lund (Library): {A}\nJonas | Council: {B}\nMira Lund (Library): {C}\nJonas | Council: {D}\n",
        [
            ("Mira Lund (Library)", None, A),
            ("Jonas | Council", None, B),
            ("Mira Lund (Library)", None, C),
            ("Jonas | Council", None, D),
        ],
    ),
    "full names first, then initials: two people": Style(
        f"Mira Lund: {A}\n\nJonas van Berg: {B}\n\nML: {C}\n\nJB: {D}\n\nML: Thank you.\n\nJB: My pleasure.\n",
        [
            ("Mira Lund", None, A),
            ("Jonas van Berg", None, B),
            ("Mira Lund", None, C),
            ("Jonas van Berg", None, D),
            ("Mira Lund", None, "Thank you."),
            ("Jonas van Berg", None, "My pleasure."),
        ],
    ),
    "captions by a person: >> NAME:": Style(
        f">> MIRA LUND: {A}\n>> JONAS BERG: {B}\n>> MIRA LUND: {C}\n>> JONAS BERG: {D}\n",
        [("MIRA LUND", None, A), ("JONAS BERG", None, B), ("MIRA LUND", None, C), ("JONAS BERG", None, D)],
    ),
    "WhatsApp": Style(
        f"12/05/2024, 10:02 - Mira: {A}\n12/05/2024, 10:03 - Jonas: {B}\n12/05/2024, 10:04 - Mira: {C}\n",
        [("Mira", 36120.0, A), ("Jonas", 36180.0, B), ("Mira", 36240.0, C)],
    ),
    "only two turns": Style(f"I: {A}\nP: {B}\n", [("I", None, A), ("P", None, B)]),
    "somebody who speaks once": Style(
        f"Mira: {A}\nJonas: {B}\nWaiter: Two teas.\nMira: {C}\nJonas: {D}\n",
        [("Mira", None, A), ("Jonas", None, B), ("Waiter", None, "Two teas."), ("Mira", None, C), ("Jonas", None, D)],
    ),
}


def read(folder: Path, text: str, name: str = "interview.txt") -> Transcript:
    (folder / name).write_text(text, encoding="utf-8")
    return read_source(folder / name)


def said(transcript: Transcript) -> list[Said]:
    return [
        (turn.speaker or "", turn.time_start, transcript.said(turn))
        for turn in transcript.turns
        if turn.kind == "speech"
    ]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_turns_speakers_and_times_are_found_in(style: Style, tmp_path: Path) -> None:
    transcript = read(tmp_path, style.text, style.name)
    assert said(transcript) == style.turns
    assert len(transcript.turns) == len(style.turns), "what nobody says is no turn of an interview"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_the_canonical_text_is_the_file_and_labels_stand_outside_the_turns(style: Style, tmp_path: Path) -> None:
    transcript = read(tmp_path, style.text, style.name)
    assert transcript.text == style.text
    ends = [0, *(turn.end for turn in transcript.turns)]
    assert all(end <= turn.start < turn.end for end, turn in zip(ends, transcript.turns, strict=False))
    assert not any(transcript.said(turn).startswith((f"{turn.speaker}:", "[", "(")) for turn in transcript.turns)


NOBODY = {
    "a note and a warning": (
        "The council met twice this year.\n\nNote: the second meeting was moved to the park.\n\nThere was tea.\n\n"
        "Warning: the bridge is closed.\n\nPeople came all the same.\n\nNote: so did the mayor.\n\nIt rained.\n"
    ),
    "a summary and key points": (
        "Summary: places differ in how they share power.\n\nKey points:\n\n"
        "- trust takes years\n- money runs out first\n\n"
        "Next steps:\n\n- meet again\n\nSummary: as above.\n"
    ),
    "questions in a list, without answers": (
        "Q: Who decides?\n\nQ: Who pays?\n\nQ: Who is asked?\n\nThese are for next time.\n"
    ),
    "bold paragraph headings": (
        "**Trust.** It takes years.\n\n**Money.** It runs out.\n\n**Trust.** Again.\n\n**Money.** Still gone.\n"
    ),
    "a programme with times": (
        "Monday 10:30\n\n09:00 Registration\n09:30 Welcome\n10:00 Panel\n11:00 Coffee\n11:30 Panel\n12:30 Lunch\n"
    ),
    "photographs and sources": (
        "Photo: the library at night.\n\nThe library is open late.\n\nPhoto: the park.\n"
        "\nSource: own count.\n\nMore people come.\n"
    ),
    "myths and facts": (
        "Myth: nobody comes.\n\nFact: forty came in May.\n\nMyth: it is dear.\n\n"
        "Fact: the tea is given.\n\nMyth: it is dull.\n\nFact: no.\n"
    ),
    "a form filled in twice": (
        "Name: Mira\nPlace: Ash\nTeam: red\n\nName: Jonas\nPlace: Elm\nTeam: blue\n\nName: Ida\nPlace: Oak\nTeam: red\n"
    ),
    "addresses of pages": "https://example.org/a\nhttps://example.org/b\nSee http://example.org: it is all there.\n",
    "a heading with a colon": (
        "Sharing power: what we learned\n\nIt takes time.\n\nSharing money: what we lost\n\nIt takes longer.\n"
    ),
    "steps": "Step 1: ask.\n\nStep 2: listen.\n\nStep 3: ask again.\n\nStep 1: begin anew.\n\nStep 2: listen better.\n",
    "speech reported in prose": (
        "We asked the director who decides. She said: the residents do.\n\n"
        "And the mayor? He said: so do I.\n\nThat was all.\n"
    ),
}


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_nobody_is_found_where_nobody_speaks(text: str, suffix: str, tmp_path: Path) -> None:
    transcript = read(tmp_path, text, f"article{suffix}")
    assert transcript.turns
    assert transcript.speakers == ()
    assert all(turn.kind != "speech" for turn in transcript.turns)


def test_lines_about_the_interview_are_no_turns(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "Interview 7\nDate: 3 May 2021\nInterviewer: Mira Lund\n"
        "Participants: Jonas Berg, Ida Holm\nLocation: Ash, town hall\n\n"
        f"Interviewer: {A}\nJonas: {B}\nInterviewer: {C}\nIda: {D}\nJonas: Yes.\n",
    )
    assert [speaker for speaker, _, _ in said(transcript)] == ["Interviewer", "Jonas", "Interviewer", "Ida", "Jonas"]
    assert len(transcript.turns) == 5


@pytest.mark.parametrize(
    "legend",
    [
        "I = interviewer, P = participant\n\n",
        "Legend:\nI: Interviewer\nP: Participant\n\n",
        "I: Interviewer; P: Participant, works at the library\n\n",
        "I - interviewer\nP - participant\n\n",
    ],
)
def test_a_legend_of_labels_is_no_turn(legend: str, tmp_path: Path) -> None:
    transcript = read(tmp_path, f"{legend}I: {A}\nP: {B}\nI: {C}\nP: {D}\n")
    assert said(transcript) == [("I", None, A), ("P", None, B), ("I", None, C), ("P", None, D)]
    assert len(transcript.turns) == 4


def test_a_legend_of_initials_is_no_turn(tmp_path: Path) -> None:
    transcript = read(tmp_path, f"ML: Mira Lund\nJB: Jonas Berg\n\nML: {A}\nJB: {B}\nML: {C}\nJB: {D}\n")
    assert said(transcript) == [("ML", None, A), ("JB", None, B), ("ML", None, C), ("JB", None, D)]


def test_a_turn_may_have_many_paragraphs(tmp_path: Path) -> None:
    told = "\n\n".join(f"That was the year number {year}, and it was long." for year in range(12))
    transcript = read(tmp_path, f"Interviewer: {A}\n\nIda Holm: {told}\n\nInterviewer: {C}\n\nIda Holm: {told}\n")
    assert said(transcript) == [
        ("Interviewer", None, A), ("Ida Holm", None, told), ("Interviewer", None, C), ("Ida Holm", None, told),
    ]  # fmt: skip


def test_neighbouring_blocks_of_one_speaker_are_one_turn_with_a_gap(tmp_path: Path) -> None:
    transcript = read(tmp_path, f"Mira (00:01):\n{A}\n\nMira (00:05):\n{C}\n\nJonas (00:09):\n{D}\n")
    first = transcript.turns[0]
    assert [turn.speaker for turn in transcript.turns] == ["Mira", "Jonas"]
    assert [transcript.text[start:end].strip() for start, end in first.gaps] == ["Mira (00:05):"]
    assert transcript.said(first) == f"{A}\n\n{C}"
    assert transcript.slice(first) == f"{A}\n\nMira (00:05):\n{C}"


def test_a_moderator_who_alone_has_a_label_says_only_her_own_paragraphs(tmp_path: Path) -> None:
    words = ["I click on home.", "The text is clear.", "MODERATOR: Could you try the map?", "Yes, I see it now."]
    transcript = read(
        tmp_path, "\n\n".join([*words, "It moves.", "MODERATOR: Thank you, that was all.", "Good."]) + "\n"
    )
    assert transcript.speakers == ("MODERATOR",)
    assert [turn.kind == "speech" for turn in transcript.turns] == [False, False, True, False, False, True, False]


def test_an_article_keeps_its_paragraphs_around_the_interview_in_it(tmp_path: Path) -> None:
    prose = (
        "The library of Ash is open until ten, and on most evenings there is somebody who has come for the company. "
        * 3
    )
    transcript = read(
        tmp_path,
        f"# Late at the library\n\n{prose}\n\n*This interview was shortened.*\n\n"
        f"**Mira Lund:** {A}\n\n**Ida Holm:** {B}\n\n"
        f"- tea\n- cake\n\n**ML:** {C}\n\n**IH:** {D}\n\n***\n\n{prose}\n",
        "article.md",
    )
    kinds = [(turn.kind, turn.speaker) for turn in transcript.turns]
    assert kinds == [
        ("heading", None), ("paragraph", None), ("paragraph", None),
        ("speech", "Mira Lund"), ("speech", "Ida Holm"), ("speech", "Mira Lund"), ("speech", "Ida Holm"),
        ("paragraph", None),
    ]  # fmt: skip
    assert transcript.said(transcript.turns[4]).split() == [*B.split(), "tea", "cake"]
    assert transcript.turns[5].heading == ("Late at the library",)


def test_lines_with_times_and_without_names_are_paragraphs_with_times(tmp_path: Path) -> None:
    transcript = read(tmp_path, f"0:05\n{A}\n0:11\n{B}\n0:20\n{C}\n1:00\n{D}\n")
    assert [(turn.kind, turn.speaker, turn.time_start) for turn in transcript.turns] == [
        ("paragraph", None, 5.0), ("paragraph", None, 11.0), ("paragraph", None, 20.0), ("paragraph", None, 60.0),
    ]  # fmt: skip
    assert [transcript.said(turn) for turn in transcript.turns] == [A, B, C, D]


def test_times_follow_the_words_through_a_gap(tmp_path: Path) -> None:
    transcript = read(tmp_path, f"I: {A}\nP: First this. [00:01:00] Then that.\nI: {C}\nP: {D}\n")
    turn = transcript.turns[1]
    assert transcript.said(turn) == "First this. Then that."
    assert [transcript.text[start:end].strip() for start, end in turn.gaps] == ["[00:01:00]"]
