"""Subtitles and what speech recognition writes: cues and segments, with or without speakers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collabstudy.io.sources import read_source
from collabstudy.model.document import Transcript

Row = tuple[str | None, float | None, float | None, str]


def read(folder: Path, name: str, text: str) -> Transcript:
    (folder / name).write_text(text, encoding="utf-8")
    return read_source(folder / name)


def rows(transcript: Transcript) -> list[Row]:
    return [(turn.speaker, turn.time_start, turn.time_end, transcript.said(turn)) for turn in transcript.turns]


def test_voices_closed_or_not_with_a_colon_or_entities(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "a.vtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Mira Lund>We met.</v>\n\n"
        "2\n00:00:02.500 --> 00:00:04.000\n<v Mira Lund:>In the library,\n\n"
        "3\n00:00:04.000 --> 00:00:05.000\n<v.loud Ida &amp; Jo>Tea &lt;only&gt;.</v>\n",
    )
    assert rows(transcript) == [
        ("Mira Lund", 1.0, 4.0, "We met. In the library,"),
        ("Ida & Jo", 4.0, 5.0, "Tea <only>."),
    ]


def test_two_voices_in_one_cue_are_two_turns(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mira>So?</v>\n<v Ida>Yes.</v>\n")
    assert rows(transcript) == [("Mira", 1.0, 2.0, "So?"), ("Ida", 1.0, 2.0, "Yes.")]


def test_names_before_a_colon_join_their_cues(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "a.vtt",
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nMira Lund (Ash): We met.\r\n\r\n"
        "2\r\n00:00:02.500 --> 00:00:04.000\r\nMira Lund (Ash): Note: in the library.\r\n\r\n"
        "3\r\n00:00:04.000 --> 00:00:05.000\r\nida: Tea.\r\n\r\n"
        "4\r\n00:00:05.000 --> 00:00:06.000\r\nMira Lund (Ash): Bye.\r\n",
    )
    assert rows(transcript) == [
        ("Mira Lund (Ash)", 1.0, 4.0, "We met. Note: in the library."),
        ("ida", 4.0, 5.0, "Tea."),
        ("Mira Lund (Ash)", 5.0, 6.0, "Bye."),
    ]


def test_two_people_whose_names_begin_alike_stay_two_in_a_meeting(tmp_path: Path) -> None:
    cues = [("Josh Davis", "So?"), ("Josh", "Yes."), ("Josh Davis", "Good."), ("Josh", "Bye.")]
    text = "".join(f"\n00:0{n}.000 --> 00:0{n}.900\n{who}: {said}\n" for n, (who, said) in enumerate(cues))
    assert read(tmp_path, "a.vtt", f"WEBVTT\n{text}").speakers == ("Josh Davis", "Josh")


def test_cues_without_speakers_stay_one_paragraph_each(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nWe met\n\n2\n00:00:02,500 --> 00:00:04,000\nin <i>March</i>.\n",
    )
    assert rows(transcript) == [(None, 1.0, 2.0, "We met"), (None, 2.5, 4.0, "in March.")]
    assert {turn.kind for turn in transcript.turns} == {"paragraph"}


def test_a_label_in_subtitles_holds_until_the_next(tmp_path: Path) -> None:
    said = ["Mira: We met", "in March.", "Ida: Yes.", "Mira: And then", "in May."]
    text = "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n" for n, line in enumerate(said, 1))
    assert rows(read(tmp_path, "a.srt", text)) == [
        ("Mira", 1.0, 2.9, "We met in March."),
        ("Ida", 3.0, 3.9, "Yes."),
        ("Mira", 4.0, 5.9, "And then in May."),
    ]


def test_a_cue_that_ends_before_it_begins_has_no_end(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.vtt", "WEBVTT\n\n00:12.000 --> 00:10.000\n<v S01>Ja.\n")
    assert rows(transcript) == [("S01", 12.0, None, "Ja.")]
    assert any("end before they begin" in remark for remark in transcript.remarks)


def test_notes_styles_and_settings_are_not_said(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "a.vtt",
        "WEBVTT - Late at the library\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE made by hand\n\n"
        "intro\n00:00.000 --> 00:02.000 line:0 position:20%\n<c.yellow>Good</c> evening.\n",
    )
    assert rows(transcript) == [(None, 0.0, 2.0, "Good evening.")]
    assert (transcript.title, transcript.language) == ("Late at the library", "en")


def test_lines_that_roll_through_cues_are_taken_once(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "a.vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.000 --> 00:00:02.000\n \nwe<00:00:00.500><c> met</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nwe met\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nwe met\nin<00:00:03.000><c> March</c>\n",
    )
    assert [said for *_, said in rows(transcript)] == ["we met", "in March"]


def test_old_youtube_subtitles_are_read(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.sbv", "0:00:00.599,0:00:04.160\nWe met\n\n0:00:04.160,0:00:06.770\nin March.\n")
    assert rows(transcript) == [(None, 0.599, 4.16, "We met"), (None, 4.16, 6.77, "in March.")]


def test_line_by_line_lyrics_have_ends_where_an_empty_line_says_so(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.lrc", "[ti:Late]\n[00:01.50]We met\n[00:02.50]\n[00:03.00]in March.\n")
    assert rows(transcript) == [(None, 1.5, 2.5, "We met"), (None, 3.0, None, "in March.")]
    assert transcript.title == "Late"


WHISPERX = {
    "segments": [
        {"start": 0.1, "end": 2, "text": " We met.", "speaker": "SPEAKER_00", "words": [{"word": "We", "start": 0.1}]},
        {"start": 2, "end": 3, "text": " Yes.", "speaker": "SPEAKER_01"},
    ],
    "word_segments": [{"word": "We"}],
}
WHISPER_CPP = {
    "result": {"language": "de"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:00,100", "to": "00:00:02,000"},
            "offsets": {"from": 100, "to": 2000},
            "text": " Ja.",
        }
    ],
}
ASSEMBLY = {
    "text": "We met. Yes we did.",
    "words": [{"text": word, "start": 250, "end": 650, "speaker": "A"} for word in "We met Yes we did".split()],
    "utterances": [
        {"speaker": "A", "text": "We met.", "start": 100, "end": 2000},
        {"speaker": "B", "text": "Yes we did.", "start": 2000, "end": 3000},
    ],
}
DEEPGRAM = {
    "results": {
        "channels": [{"alternatives": [{"transcript": "We met. Yes.", "words": [{"word": "We", "start": 0.1}]}]}],
        "utterances": [
            {"start": 0.1, "end": 2.0, "transcript": "We met.", "speaker": 0},
            {"start": 2.0, "end": 3.0, "transcript": "Yes.", "speaker": 1},
        ],
    }
}
REV = {
    "speakers": [{"id": 0, "name": "Mira"}, {"id": 1, "name": "Ida"}],
    "monologues": [
        {
            "speaker": 0,
            "elements": [
                {"type": "text", "value": "We", "ts": 0.1, "end_ts": 1.0},
                {"type": "punct", "value": " "},
                {"type": "text", "value": "met", "ts": 1.5, "end_ts": 2.0},
            ],
        },
        {"speaker": 1, "elements": [{"type": "text", "value": "Yes", "ts": 2.0, "end_ts": 3.0}]},
    ],
}
PODCAST = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Mira", "startTime": 0.1, "endTime": 2.0, "body": "We met."},
        {"speaker": "Ida", "startTime": 2.0, "endTime": 3.0, "body": "Yes."},
    ],
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (WHISPERX, [("SPEAKER_00", 0.1, 2.0, "We met."), ("SPEAKER_01", 2.0, 3.0, "Yes.")]),
        (WHISPER_CPP, [(None, 0.1, 2.0, "Ja.")]),
        (ASSEMBLY, [("A", 0.1, 2.0, "We met."), ("B", 2.0, 3.0, "Yes we did.")]),
        (DEEPGRAM, [("Speaker 0", 0.1, 2.0, "We met."), ("Speaker 1", 2.0, 3.0, "Yes.")]),
        (REV, [("Mira", 0.1, 2.0, "We met"), ("Ida", 2.0, 3.0, "Yes")]),
        (PODCAST, [("Mira", 0.1, 2.0, "We met."), ("Ida", 2.0, 3.0, "Yes.")]),
        ([{"start": 0.1, "end": 2, "text": " We met."}], [(None, 0.1, 2.0, "We met.")]),
    ],
    ids=["whisperx", "whisper.cpp", "AssemblyAI", "Deepgram", "Rev", "podcast", "a bare list"],
)
def test_segments_are_found_under_whatever_names(data: object, expected: list[Row], tmp_path: Path) -> None:
    assert rows(read(tmp_path, "a.json", json.dumps(data))) == expected


def test_the_language_that_whisper_heard_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, "a.json", json.dumps(WHISPER_CPP)).language == "de"


def test_json_that_is_about_a_talk_is_no_talk(tmp_path: Path) -> None:
    from collabstudy.errors import SourceError

    chapters = {
        "metadata": [{"title": "How it began", "synopsis": "They met in March.", "time": {"start": 0, "end": 9}}]
    }
    with pytest.raises(SourceError, match="no segments"):
        read(tmp_path, "a.json", json.dumps(chapters))
