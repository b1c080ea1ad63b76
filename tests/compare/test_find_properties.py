"""Queries answered by sorting, held against the same looked at pair by pair, on studies made by chance."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare.distinguishing.words import words_of
from collabstudy.compare.find import find
from collabstudy.compare.querying.expressions import Both, Either, Expression, Measured, Not, OfCode, OfSpeaker, Related
from collabstudy.compare.querying.query import parse
from collabstudy.model.coding import Coding
from collabstudy.model.consent import is_interviewer
from collabstudy.model.log import Done
from collabstudy.model.study import Study

QUIET = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DOCUMENTS = ("P01", "P02", "P03", "P04", "A1")
BELOW = {"power": {"power", "sharing", "voting"}, "sharing": {"sharing", "voting"}}


@st.composite
def codings(draw: st.DrawFn) -> list[Coding]:
    found = []
    for number in range(draw(st.integers(0, 9))):
        document = draw(st.sampled_from(DOCUMENTS))
        start = draw(st.integers(0, 130))
        code = draw(st.sampled_from(["power", "sharing", "voting", "trust", "money"]))
        found.append(Coding(f"c{number}", document, code, "mira", start, start + draw(st.integers(1, 60)), ""))
    return found


TERMS = st.sampled_from(
    ["trust", "money", "power", "own:sharing", "voting", "*", "role:clerk", "turn <= 3", "date >= 2025"]
)
WORDS = st.sampled_from(
    [
        *("within 0 turns of", "within 1 turn of", "within 2 turns of", "within 4 words of", "within 9 words of"),
        *("overlaps", "inside", "contains", "follows", "precedes"),
    ]
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds("!({})".format, inner),
        st.builds("({}) & ({})".format, inner, inner),
        st.builds("({}) | ({})".format, inner, inner),
        st.builds("({}) {} ({})".format, inner, WORDS, inner),
        st.builds(
            "({}) {} ({}) within {}".format,
            inner,
            st.sampled_from(["follows", "precedes"]),
            inner,
            st.sampled_from(["1 turn", "2 turns", "6 words"]),
        ),
    ),
    max_leaves=5,
)


@dataclass(frozen=True)
class Place:
    """A stretch in one turn."""

    document: str
    turn: int
    start: int
    end: int
    whole: bool = False


class Naive:
    """The same queries, by looking at every place and every pair of places."""

    def __init__(self, study: Study, unit: str) -> None:
        self.study, self.unit = study, unit
        self.cells = [
            (d.id, turn) for d in study.documents if d.consent != "withdrawn" for turn in study.transcript(d.id).turns
        ]
        self.done = {done.document for done in study.folded.done}
        self.said = {
            d.id: [
                (turn.start + word.start, turn.start + word.end)
                for turn in study.transcript(d.id).turns
                for word in words_of(study.transcript(d.id).slice(turn))
            ]
            for d in study.documents
        }

    def hits(self, asked: Expression) -> set[tuple[str, int | None]]:
        return {(p.document, p.turn if self.unit == "turn" else None) for p in self.places(asked)}

    def covered(self, asked: Expression) -> set[tuple[str, int]]:
        """The characters of all stretches."""
        return {(p.document, at) for p in self.places(asked) for at in range(p.start, p.end)}

    def places(self, asked: Expression) -> set[Place]:
        if isinstance(asked, OfCode):
            return self.of_codes(asked)
        if isinstance(asked, OfSpeaker | Measured):
            return {self.whole(d, t) for d, t in self.cells if self.meets(asked, d, t)}
        if isinstance(asked, Not):
            taken = {self.group(place) for place in self.places(asked.part)}
            cells = {self.whole(d, t) for d, t in self.cells if not is_interviewer(t) and self.read(asked, d)}
            return {cell for cell in cells if self.group(cell) not in taken}
        if isinstance(asked, Both):
            parts = [self.places(part) for part in asked.parts]
            groups = set.intersection(*({self.group(place) for place in part} for part in parts))
            found = {place for part in parts for place in part if self.group(place) in groups}
            marked = {self.group(place) for place in found if not place.whole}
            return {place for place in found if not (place.whole and self.group(place) in marked)}
        if isinstance(asked, Either):
            return {place for part in asked.parts for place in self.places(part)}
        assert isinstance(asked, Related)
        right = self.places(asked.right)
        return {one for one in self.places(asked.left) if any(self.lies(asked, one, other) for other in right)}

    def of_codes(self, asked: OfCode) -> set[Place]:
        found = set()
        for coding in self.study.codings:
            turns = [
                turn
                for d, turn in self.cells
                if d == coding.document and turn.start < coding.end > coding.start < turn.end
            ]
            answers = [turn for turn in turns if not is_interviewer(turn)]
            if coding.code in asked.codes and answers:  # on the interviewer's words alone it does not count
                for turn in answers:
                    start, end = max(turn.start, coding.start), min(turn.end, coding.end)
                    found.add(Place(coding.document, turn.number, start, end))
        return found

    def lies(self, asked: Related, one: Place, other: Place) -> bool:
        if one.document != other.document:
            return False
        away = self.away(asked, one, other)
        near = asked.distance is None or away <= asked.distance
        return {
            "within": near,
            "overlaps": one.start < other.end and other.start < one.end,
            "inside": other.start <= one.start and one.end <= other.end,
            "contains": one.start <= other.start and other.end <= one.end,
            "follows": other.end <= one.start and near,
            "precedes": one.end <= other.start and near,
        }[asked.how]

    def away(self, asked: Related, one: Place, other: Place) -> int:
        if asked.measure != "words":
            return abs(one.turn - other.turn)
        (first, last), (its_first, its_last) = self.words(one), self.words(other)
        return max(0, its_first - last, first - its_last)

    def words(self, place: Place) -> tuple[int, int]:
        said = self.said[place.document]
        first = sum(end <= place.start for _, end in said)
        return first, max(first, sum(start < place.end for start, _ in said) - 1)

    def whole(self, document: str, turn: object) -> Place:
        return Place(document, turn.number, turn.start, turn.end, whole=True)  # type: ignore[attr-defined]  # a turn

    def meets(self, asked: Expression, document: str, turn: object) -> bool:
        if isinstance(asked, OfSpeaker):
            return str(turn.role).casefold() == "clerk"  # type: ignore[attr-defined]  # a turn
        assert isinstance(asked, Measured)
        if is_interviewer(turn):  # type: ignore[arg-type]  # a turn
            return False
        if asked.field == "turn":
            return bool(turn.number <= 3)  # type: ignore[attr-defined]
        return self.study.document(document).date >= "2025"

    def read(self, asked: Not, document: str) -> bool:
        codes = any(isinstance(part, OfCode) for part in _walk(asked))
        return document in self.done or not codes

    def group(self, place: Place) -> object:
        return (place.document, place.turn) if self.unit == "turn" else place.document


def _walk(asked: Expression) -> list[Expression]:
    return [asked, *(inner for part in asked.parts for inner in _walk(part))]


@QUIET
@given(codings(), st.sets(st.sampled_from(DOCUMENTS)), QUERIES, st.sampled_from(["turn", "document"]))
def test_sorting_finds_what_looking_at_every_pair_finds(
    hand: ModuleType, said: list[Coding], done: set[str], query: str, unit: str
) -> None:
    study = hand.make(codings=said, done=[Done(document, "mira", "") for document in sorted(done)])
    asked = parse(query, study.codebook)
    found, naive = find(study, query, unit=unit), Naive(study, unit)
    assert {(hit.document, hit.turn) for hit in found.hits} == naive.hits(asked)
    stretches = {(hit.document, at) for hit in found.hits for start, end in hit.stretches for at in range(start, end)}
    assert stretches == naive.covered(asked)
    assert parse(str(asked), study.codebook) == asked


@QUIET
@given(codings(), QUERIES, QUERIES)
def test_over_what_was_read_a_unit_is_hit_by_a_query_or_by_its_opposite(
    hand: ModuleType, said: list[Coding], one: str, other: str
) -> None:
    study = hand.make(codings=said, done=[Done(document, "mira", "") for document in DOCUMENTS])
    spoken = {(d, t.number) for d in DOCUMENTS for t in study.transcript(d).turns if not is_interviewer(t)}

    def hits(query: str) -> set[tuple[str, int | None]]:
        return {(hit.document, hit.turn) for hit in find(study, query, unit="turn").hits}

    assert hits(f"!({one})") == spoken - hits(one)
    assert hits(f"({one}) & ({other})") == hits(one) & hits(other)
    assert hits(f"({one}) | ({other})") == hits(one) | hits(other)


@QUIET
@given(codings(), QUERIES, QUERIES)
def test_with_the_coding_as_unit_signs_are_those_of_sets_of_characters(
    hand: ModuleType, said: list[Coding], one: str, other: str
) -> None:
    study = hand.make(codings=said, done=[Done(document, "mira", "") for document in DOCUMENTS])

    def characters(query: str) -> set[tuple[str, int]]:
        hits = find(study, query, unit="coding").hits
        return {(h.document, at) for h in hits for start, end in h.stretches for at in range(start, end)}

    assert characters(f"({one}) & ({other})") == characters(one) & characters(other)
    assert characters(f"({one}) | ({other})") == characters(one) | characters(other)
    assert not characters(f"!({one})") & characters(one)
