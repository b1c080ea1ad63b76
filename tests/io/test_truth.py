"""What 23 real files hold, counted by others: speakers exact, turns within 2 %, first and last time exact."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from collabstudy.errors import SourceError
from collabstudy.io.sources import read_source
from collabstudy.io.times import seconds
from collabstudy.model.document import Transcript, Turn

SHARED = Path(os.environ.get("COLLABSTUDY_SHARED") or Path(__file__).resolve().parents[3] / "shared")
TRUTH = SHARED / "real/truth.json"
ENTRIES: list[dict[str, Any]] = json.loads(TRUTH.read_text(encoding="utf-8"))["files"] if TRUTH.is_file() else []
TALKS = [entry for entry in ENTRIES if not entry["file"].endswith((".sqlite3", ".qdpx"))]
PROJECTS = [entry for entry in ENTRIES if entry["file"].endswith((".sqlite3", ".qdpx"))]
STAMP = re.compile(r"\[\d\d:\d\d:\d\d\]")

needs_shared = pytest.mark.skipif(not ENTRIES, reason="needs the folder ../shared beside the repository")


def name(entry: dict[str, Any]) -> str:
    return str(entry["file"]).rsplit("/", 1)[1]


def read(entry: dict[str, Any]) -> Transcript:
    return read_source(SHARED / "real" / entry["file"])


def expected_turns(entry: dict[str, Any]) -> range:
    """The numbers of turns that are right."""
    if "accept_turns" in entry:
        low, high = entry["accept_turns"]
        return range(low, high + 1)
    if "people" in entry:
        number = sum(entry["labels"].values())
    else:
        number = next(
            entry[key]
            for key in ("turns_merged_same_speaker", "cues", "segments", "nonempty_paragraphs")
            if entry.get(key) is not None
        )
    return range(number - number // 50, number + number // 50 + 1)


def counted(entry: dict[str, Any], transcript: Transcript) -> int:
    """Turns of speech where people have labels throughout; all turns where nobody or only a moderator has."""
    if "nonempty_paragraphs" in entry or not (entry.get("speakers") or entry.get("labels")):
        return len(transcript.turns)
    return sum(turn.kind == "speech" for turn in transcript.turns)


def talk(transcript: Transcript) -> list[Turn]:
    return [turn for turn in transcript.turns if turn.kind == "speech"] or list(transcript.turns)


def words(said: str) -> str:
    return " ".join(STAMP.sub(" ", said).split())


@needs_shared
def test_the_list_is_not_empty() -> None:
    assert (len(TALKS), len(PROJECTS)) == (21, 2)


@needs_shared
@pytest.mark.parametrize("entry", TALKS, ids=name)
def test_turns_are_right(entry: dict[str, Any]) -> None:
    transcript = read(entry)
    assert counted(entry, transcript) in expected_turns(entry)


@needs_shared
@pytest.mark.parametrize("entry", TALKS, ids=name)
def test_speakers_are_exact(entry: dict[str, Any]) -> None:
    found = set(read(entry).speakers)
    if "moderator_paragraphs" in entry:
        assert found == {"MODERATOR"}
    elif "people" in entry:
        assert found == {"Melody Kramer", "Amanda Weaver"}
        assert len(found) == entry["people"]
    else:
        assert found == {label.strip("/") for label in entry.get("speakers", {})}


@needs_shared
@pytest.mark.parametrize("entry", [entry for entry in TALKS if "first_speaker" in entry], ids=name)
def test_first_and_last_speaker_are_exact(entry: dict[str, Any]) -> None:
    turns = talk(read(entry))
    assert (turns[0].speaker, turns[-1].speaker) == (entry["first_speaker"], entry["last_speaker"])


def clock(value: str | float | None) -> float | None:
    return seconds(value) if isinstance(value, str) else value


@needs_shared
@pytest.mark.parametrize("entry", [entry for entry in TALKS if "first_time" in entry], ids=name)
def test_first_and_last_time_of_labels_are_exact(entry: dict[str, Any]) -> None:
    turns = talk(read(entry))
    last = turns[-1].time_start if turns[-1].time_end is None else turns[-1].time_end
    assert (turns[0].time_start, last) == (clock(entry["first_time"]), clock(entry["last_time"]))


@needs_shared
@pytest.mark.parametrize("entry", [entry for entry in TALKS if "first_start" in entry], ids=name)
def test_first_and_last_time_of_cues_are_exact(entry: dict[str, Any]) -> None:
    turns = read(entry).turns
    start, end = clock(entry.get("last_start")), clock(entry["last_end"])
    assert turns[0].time_start == clock(entry["first_start"])
    if start is None or end is None or start <= end:
        assert turns[-1].time_end == end
    else:
        assert (turns[-1].time_start, turns[-1].time_end) == (start, None)
    if not entry.get("speakers"):
        assert start is None or turns[-1].time_start == start
        assert turns[0].time_end == clock(entry.get("first_end", 47.85))


@needs_shared
@pytest.mark.parametrize("entry", [entry for entry in TALKS if "first_words" in entry], ids=name)
def test_first_and_last_words_are_those_of_the_talk(entry: dict[str, Any]) -> None:
    transcript = read(entry)
    turns = talk(transcript) if "labelled_blocks" in entry else transcript.turns
    first, last = words(transcript.said(turns[0])), words(transcript.said(turns[-1]))
    assert first.startswith(words(entry["first_words"]))
    closing = words(entry["last_words"]).removesuffix(" Transcribed by https://otter.ai")
    assert last.replace(" .", ".").endswith(closing.replace(" .", "."))


@needs_shared
def test_one_interview_in_six_formats_gives_the_same_segments() -> None:
    folder = SHARED / "real/hitsave_otter_whisper/2023/Goodboy Galaxy"
    told = {}
    for suffix in ("vtt", "srt", "json", "tsv", "lrc", "txt", "text"):
        transcript = read_source(folder / f"Goodboy Galaxy - Rik Nicol.{suffix}")
        told[suffix] = [words(transcript.said(turn)) for turn in transcript.turns]
        times = [turn.time_start for turn in transcript.turns]
        assert (times[0], times[-1]) == ((None, None) if suffix == "text" else (43.81, 3111.76))
    assert {suffix: len(segments) for suffix, segments in told.items()} == dict.fromkeys(told, 753)
    assert all(segments == told["json"] for segments in told.values())


@needs_shared
@pytest.mark.parametrize("entry", PROJECTS, ids=name)
def test_projects_of_other_programs_are_named_not_read(entry: dict[str, Any]) -> None:
    with pytest.raises(SourceError, match=r"SQLite database|REFI-QDA project"):
        read(entry)


@needs_shared
def test_the_published_documents_have_no_speakers() -> None:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    assert len(seeds) == 5
    for path in seeds:
        transcript = read_source(path)
        assert (transcript.speakers, len(transcript.turns) > 10) == ((), True), path.name


INTERVIEWS = {
    "2015-02-18-steve-portigal-pre-event-qa-post": {"Nick Brethauer", "Steve Portigal"},
    "2015-04-03-18f-discussion-should-project-teams-code-first-or-design-first": {"Robert Read", "Jesse Taggert"},
    "2015-04-23-the-dat-team-talks-data-streams": {"Q", "A"},
    "2015-05-01-pair-programming-why-two-heads-are-better-than-one": {"Melody Kramer", "Annalee", "Catherine"},
    "2015-05-19-five-questions-with-dan-brown": {"18F", "Dan Brown"},
    "2015-08-26-aaron-gustafson-beyond-responsive-design": {"Kate Garklavs", "Aaron Gustafson"},
    "2015-09-21-cfpb-design-speaker-series": {"18F", "Mollie Bates", "Natalia Fitzgerald"},
    "2016-01-06-tips-for-adapting-analytics-usa-gov": {"MK", "LA", "RP", "CR"},
    "2016-01-21-what-we-can-learn-from-the-interiors-social-feeds": {"MK", "RM"},
    "2016-03-03-five-questions-for-the-nasa-chief-historian": {"Kate Garklavs", "Dr. Bill Barry"},
    "2016-04-05-three-teams-using-the-draft-us-web-design-standards-talk-about-their-experiences": {
        "Maria Marrero", "Luke Keller", "Eddie Hunter"
    },
    "2016-04-26-thinking-about-the-future-of-the-post-office-an-interview-with-amanda-weaver": {
        "Melody Kramer", "Amanda Weaver"
    },
    "2016-05-17-reimagining-federal-websites-with-the-draft-us-web-design-standards": {
        "Melody Kramer", "Andrew Miller"
    },
    "2016-05-24-the-user-centered-redesign-of-identitytheft-gov": {
        "Melody Kramer", "Jessica Skretch and Nicole Fleming"
    },
    "2016-06-16-emanuel-feld-talks-about-his-vizualization-of-government-github-organizations": {
        "Melody Kramer", "Emanuel Feld", "ER"  # a slip of the editor's pen: Emanuel's only answer under ER
    },
    "2016-07-06-illinois-fourth-grade-class-uses-every-kid-in-a-park-to-explore": {"Melody Kramer", "Robyn Garrett"},
    "2016-07-11-conversation-about-static-dynamic-websites": {"Will", "Greg"},
    "2016-07-28-bret-mogilefsky-finding-big-good-cloud-gov": {"Melody Kramer", "Bret Mogilefsky"},
    "2016-08-02-jacob-harris-from-big-data-journalism-to-micro-purchase-platforms": {"Melody Kramer", "Jacob Harris"},
    "2016-08-11-holly-allen-helping-engineer-a-better-18F": {"Melody Kramer", "Holly Allen"},
    "2016-08-16-what-happens-when-the-whole-team-joins-user-interviews": {
        "Mark Trammell", "Atul Varma", "James Seppi", "Heather Billings"
    },
    "2016-08-26-mark-trammell-unlocking-the-true-potential-of-public-service": {"Melody Kramer", "Mark Trammell"},
    "2016-09-06-nicole-fenton-a-wordsmith-joins-government": {"Melody Kramer", "Nicole Fenton"},
    "2016-09-12-james-scott-automating-engineering-better-government": {"Melody Kramer", "James Scott"},
}  # fmt: skip
"""The interviews among the posts and who takes part, found by reading every post in which a label returns."""


@needs_shared
@pytest.mark.slow
def test_of_all_posts_just_the_interviews_have_speakers() -> None:
    posts = sorted((SHARED / "real/gov18f_posts/posts").glob("*.md"))
    assert len(posts) > 300
    found = {}
    for path in posts:
        transcript = read_source(path)
        assert transcript.title, path.name
        if transcript.speakers:
            found[path.stem] = set(transcript.speakers)
    assert found == INTERVIEWS
