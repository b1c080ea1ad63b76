"""The segments in somebody's JSON: which list holds what was said, under whatever names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from collabstudy.io.draft import Piece
from collabstudy.io.times import CLOCK, seconds

TEXT = tuple("text texts body transcript content utterance sentence caption value display punctuated_word word".split())
SPEAKER = tuple(
    "speaker speaker_name speakername speaker_label speakerlabel speaker_id speakerid speaker_tag speakertag name "
    "participant role author sender".split()
)
START = tuple("start start_time starttime start_ms startms begin from ts timestamp time offset startoffset".split())
END = ("end", "end_time", "endtime", "end_ms", "endms", "to", "end_ts")
NESTED = ("timestamps", "time", "timespan")

BEST = ("alternatives", "nbest")
"""Lists of readings, the likeliest first."""
SHARE = 0.1
"""How much of all sentences in the data must be what segments say."""
_ISO_SPAN = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_MARKS = re.compile(r"[.,;:!?…。，？！]+")

Segment = Mapping[str, Any]


def pieces_of_json(data: object) -> tuple[Piece, ...]:
    """What was said, with speakers and times, from the list that tells most.

    Knows whisper, faster-whisper, whisperx, whisper.cpp, noScribe, AssemblyAI, AWS, Azure, Deepgram, Google, Rev,
    Speechmatics and what looks like them.

    >>> pieces_of_json({"segments": [{"start": 0.5, "end": 2, "text": " Hello.", "speaker": "SPEAKER_00"}]})
    (Piece(text='Hello.', kind=None, level=0, speaker='SPEAKER_00', time_start=0.5, time_end=2.0),)
    """
    lists = [*_lists(data)]
    if not lists:
        return ()
    most = max(_length(segments) for segments in lists)
    if most < SHARE * _written(data):
        return ()
    found = max((segments for segments in lists if _length(segments) >= 0.6 * most), key=_telling)
    names = _names(data)
    said = _in_turns([segment for segment in found if _words(segment)], names)
    scale = _scale(said)
    pieces = [Piece(_words(segment), None, 0, _speaker(segment, names), *_times(segment, scale)) for segment in said]
    bare = all(piece.speaker is None and piece.time_start is None for piece in pieces)
    return tuple(replace(piece, kind="paragraph") if bare else piece for piece in pieces)


def _in_turns(segments: list[Segment], names: Mapping[str, str]) -> list[Segment]:
    """Single words put together as long as one person speaks; segments of several words as they are."""
    if sum(" " not in _words(segment) for segment in segments) < 0.95 * len(segments) or len(segments) < 3:
        return segments
    turns: list[dict[str, Any]] = []
    for segment in segments:
        speaker, word = _speaker(segment, names), _words(segment)
        goes_on = turns and (speaker == turns[-1]["speaker"] or _MARKS.fullmatch(word))
        if goes_on:
            turns[-1]["text"] += word if _MARKS.fullmatch(word) else f" {word}"
            turns[-1]["end"] = (_first(segment, END) or ("", turns[-1]["end"]))[1]
        else:
            start, end = _first(segment, START), _first(segment, END)
            turns.append({"speaker": speaker, "text": word, "start": start and start[1], "end": end and end[1]})
    return list(turns) if all(turn["speaker"] for turn in turns) else segments


def _length(segments: Sequence[Segment]) -> int:
    return sum(len(_words(segment)) for segment in segments)


def _telling(segments: Sequence[Segment]) -> tuple[bool, bool, int]:
    """Lists that know who speaks before those that do not, then those that know when, then turns before words."""
    speaker = any(_first(segment, SPEAKER) for segment in segments)
    time = any(_times(segment, 1.0)[0] is not None for segment in segments)
    return speaker, time, -len(segments)


def _written(data: object) -> int:
    """How many characters all strings in the data have that are more than a word."""
    if isinstance(data, str):
        return len(data) if " " in data.strip() else 0
    if isinstance(data, dict):
        return sum(_written(value) for value in data.values())
    return sum(_written(value) for value in data) if isinstance(data, list) else 0


def _lists(data: object, depth: int = 0) -> Iterator[Sequence[Segment]]:
    """All lists of segments in the data, the outermost first."""
    if depth > 8:
        return
    if isinstance(data, list):
        if sum(isinstance(entry, dict) and bool(_words(entry)) for entry in data) * 2 > len(data):
            yield [entry for entry in data if isinstance(entry, dict)]
        inside: Sequence[object] = data
    else:
        inside = list(data.values()) if isinstance(data, dict) else []
    for entry in inside:
        yield from _lists(entry, depth + 1)


def _words(segment: Segment) -> str:
    values = dict(_lowered(segment))
    for name in TEXT:
        value = values.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    for name in BEST:
        for best in _dicts(values.get(name))[:1]:
            return _words({key: value for key, value in best.items() if key.lower() not in BEST})
    if values.get("sentences"):
        return " ".join(map(_words, _dicts(values["sentences"])))
    return "".join(str(entry.get("value", "")) for entry in _dicts(values.get("elements"))).strip()


def _dicts(value: object) -> list[Segment]:
    """The objects in a list; none where it is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _lowered(segment: Segment) -> list[tuple[str, Any]]:
    return [(str(name).lower(), value) for name, value in segment.items()]


def _first(segment: Segment, names: Sequence[str]) -> tuple[str, Any] | None:
    values = {name: value for name, value in _lowered(segment) if value is not None and value != ""}
    return next(((name, values[name]) for name in names if name in values), None)


def _speaker(segment: Segment, names: Mapping[str, str]) -> str | None:
    found = _first(segment, SPEAKER)
    value = found[1] if found else _speaker_of_words(segment) or names.get(f"{segment.get('start_time')} s")
    if isinstance(value, dict):
        value = value.get("name") or value.get("label") or value.get("id")
    if value is None or isinstance(value, (list, bool, float)):
        return None
    label = names.get(str(value)) or (f"Speaker {value}" if str(value).isdigit() else str(value))
    return " ".join(label.strip("/ ").split()) or None


def _speaker_of_words(segment: Segment) -> object:
    """Who says most words of a segment, or what the likeliest reading says, where the segment itself does not."""
    for name in ("words", *BEST):
        found = [_first(entry, SPEAKER) for entry in _dicts(segment.get(name))]
        counts = Counter(speaker[1] for speaker in found if speaker and isinstance(speaker[1], (str, int)))
        if counts:
            return counts.most_common(1)[0][0]
    return None


def _names(data: object) -> dict[str, str]:
    """Names of speakers by their number, or by when a word begins, where a table of speakers stands by the segments."""
    inside = data.get("results") if isinstance(data, dict) else None
    if isinstance(inside, dict) and isinstance(inside.get("speaker_labels"), dict):
        spoken = [
            word for part in _dicts(inside["speaker_labels"].get("segments")) for word in _dicts(part.get("items"))
        ]
        return {f"{word.get('start_time')} s": str(word.get("speaker_label")) for word in spoken}
    table = data.get("speakers") if isinstance(data, dict) else None
    if isinstance(table, dict):
        return {str(number): name for number, name in table.items() if isinstance(name, str)}
    return {
        str(entry[number]): entry["name"]
        for entry in _dicts(table)
        for number in ("id", "speaker", "index")
        if number in entry and isinstance(entry.get("name"), str)
    }


def _times(segment: Segment, scale: float) -> tuple[float | None, float | None]:
    start, end = _time(segment, START, scale), _time(segment, END, scale)
    if start is None:
        nested = next((segment[name] for name in NESTED if isinstance(segment.get(name), dict)), None)
        if nested is not None:
            start, end = _time(nested, START, scale), _time(nested, END, scale)
    if start is None and isinstance(segment.get("elements"), list) and segment["elements"]:
        stamped = [entry for entry in segment["elements"] if isinstance(entry, dict) and "ts" in entry]
        if stamped:
            start, end = _time(stamped[0], START, scale), _time(stamped[-1], END, scale)
    return start, end if end is not None and start is not None and end >= start else None


def _time(segment: Segment, names: Sequence[str], scale: float) -> float | None:
    found = _first(segment, names)
    if found is None or isinstance(found[1], (dict, list, bool)):
        return None
    name, value = found
    if isinstance(value, (int, float)):
        return round(value / (1000.0 if name.endswith("ms") else scale), 3)
    return _read(str(value))


def _read(value: str) -> float | None:
    """Seconds from a clock reading, or from a number in a string (`"12.5"`, `"12.5s"`)."""
    if re.fullmatch(CLOCK, value.strip()):
        return seconds(value)
    span = _ISO_SPAN.fullmatch(value.strip())
    if span:
        hours, minutes, rest = span.groups()
        return round(int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest or 0), 3)
    number = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*s?\s*", value)
    return round(float(number[1]), 3) if number else None


def _scale(segments: Sequence[Segment]) -> float:
    """1000 where times are whole milliseconds: no segment of a talk lasts minutes on the average."""
    spans = []
    for segment in segments:
        start, end = _first(segment, START), _first(segment, END)
        if start is None or end is None or not (isinstance(start[1], int) and isinstance(end[1], int)):
            return 1.0
        spans.append(end[1] - start[1])
    return 1000.0 if spans and sorted(spans)[len(spans) // 2] > 200 else 1.0
