"""Which column of a table says who, what and when, by the names people give to columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collabstudy.io.draft import Piece
from collabstudy.io.times import CLOCK, SPAN, seconds, stamp_times
from collabstudy.model.document import TurnKind

TEXT = """
    text texts utterance utterances transcript transcription content speech turn turntext turn_text message body
    sentence caption subtitle words said dialogue statement response answer quote quotation segment paragraph comment
    annotation what inhalt aussage beitrag äußerung antwort redebeitrag zitat transkript wortlaut gesprochen texte
    propos parole paroles contenu énoncé réponse texto contenido respuesta habla testo contenuto risposta tekst inhoud
    uitspraak antwoord wypowiedź treść yttrande innehåll svar indhold teksti
""".split()
SPEAKER = """
    speaker speakername speaker_name who name participant person label tier interlocutor voice author from member
    membername member_name speakerlabel speakerid sprecher sprecherin sprecher_in sprecherkürzel redner wer locuteur
    locutrice intervenant orateur qui hablante orador quién parlante oratore chi spreker wie mówca osoba talare
    taler puhuja role
""".split()
START = """
    start start_time starttime start_ms startms begin begintime time timestamp time_stamp timecode timespan in onset
    from offset beginn anfang zeit zeitmarke zeitstempel von début debut temps horodatage inicio hora tiempo inizio
    tempo tijd starttijd czas tid
""".split()
END = "end end_time endtime end_ms endms stop out to ende bis fin fine einde koniec slut".split()
INSIDE_NAMES = frozenset(
    """
    text transcript utterance said annotation answer response comment antwort speaker participant person tier who
    sprecher sprecherin locuteur hablante parlante start begin onset timestamp timecode end stop
    """.split()
)
"""Words that tell what a column is even inside a longer name: `Transcript Text`, `speaker_id`, `Begin Time - ms`."""
LONGEST_NAME = 60
LABELLED = 0.3
_LABEL = re.compile(r"\s*[^:\n]{1,40}:\s")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns, from 0; None where there is no such column."""

    text: int
    speaker: int | None
    start: int | None
    end: int | None
    scale: float = 1.0

    @property
    def known(self) -> int:
        """How many columns there are."""
        return 4 - (self.speaker, self.start, self.end).count(None)


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a transcript, or None where no column is named as if it held what was said.

    >>> columns_of(["Time", "Speaker", "Text"], [["0:01", "I", "How so?"]])
    Columns(text=2, speaker=1, start=0, end=None, scale=1.0)
    """
    names = [_tidy(cell) if len(cell) <= LONGEST_NAME else "" for cell in header]
    text = _place(names, TEXT, (), rows)
    if text is None:
        return None
    speaker = _place(names, SPEAKER, (text,), rows) if len(names) > 1 else None
    if speaker is not None and all(re.fullmatch(CLOCK, _cell(row, speaker).strip()) for row in rows):
        speaker = None
    start = _place(names, START, (text, speaker), rows)
    end = _place(names, END, (text, speaker, start), rows)
    return Columns(text, speaker, start, end, scale_of(names, rows, start, end))


def pieces_of_rows(rows: Sequence[Sequence[str]], columns: Columns) -> tuple[Piece, ...]:
    """A piece a row. A row without a speaker goes on with the one above, as people fill in tables."""
    said = [row for row in rows if _cell(row, columns.text).strip()]
    labelled = sum(bool(_LABEL.match(_cell(row, columns.text))) for row in said) >= LABELLED * len(said)
    kind: TurnKind | None = None if columns.speaker is not None or labelled else "paragraph"
    pieces: list[Piece] = []
    speaker = None
    for row in said:
        speaker = " ".join(_cell(row, columns.speaker).split()).rstrip(":").strip() or speaker
        pieces.append(Piece(_cell(row, columns.text), kind, 0, speaker, *_times(row, columns)))
    return tuple(pieces)


def _times(row: Sequence[str], columns: Columns) -> tuple[float | None, float | None]:
    start, end = clock_in(_cell(row, columns.start).strip(), columns.scale)
    if columns.end is not None:
        end = clock_in(_cell(row, columns.end).strip(), columns.scale)[0]
    return start, end if start is not None and end is not None and end >= start else None


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _tidy(cell: str) -> str:
    return re.sub(r"[\s_.-]+", "_", re.sub(r"\(.*?\)|\[.*?\]|[:*?\ufeff]", "", cell).strip().casefold()).strip("_")


def _place(
    names: Sequence[str], wanted: Sequence[str], taken: Sequence[int | None], rows: Sequence[Sequence[str]]
) -> int | None:
    """The column whose name stands first in the list of wanted names, else the fullest one whose name holds one."""
    for name in wanted:
        for at, found in enumerate(names):
            if at not in taken and found in (name, f"{name}s"):
                return at
    telling = INSIDE_NAMES.intersection(wanted)
    holding = [at for at, name in enumerate(names) if at not in taken and telling.intersection(name.split("_"))]
    return max(holding, key=lambda at: sum(len(_cell(row, at)) for row in rows), default=None)


def clock_in(value: str, scale: float) -> tuple[float | None, float | None]:
    """Start and end as a cell gives them, in seconds; a plain number is divided by the scale."""
    if re.fullmatch(r"\d+(?:[.,]\d+)?", value):
        return round(float(value.replace(",", ".")) / scale, 3), None
    if re.fullmatch(CLOCK, value):
        return seconds(value), None
    found = re.fullmatch(rf"[\[(#]?({SPAN})(?:-\d)?[\])#]?", value) or re.match(rf"\[{SPAN}\]", value)
    return stamp_times(value) if found else (None, None)


def scale_of(names: Sequence[str], rows: Sequence[Sequence[str]], start: int | None, end: int | None) -> float:
    """1000 where times are milliseconds: by the column's name, or because every row would last minutes."""
    if start is None:
        return 1.0
    if names[start].endswith("ms"):
        return 1000.0
    pairs = [(_cell(row, start).strip(), _cell(row, end).strip()) for row in rows]
    if (
        end is None
        or not pairs
        or not all(first.isdigit() and last.isdigit() for first, last in pairs if first or last)
    ):
        return 1.0
    spans = sorted(int(last) - int(first) for first, last in pairs if first and last)
    return 1000.0 if spans and spans[len(spans) // 2] > 200 else 1.0
