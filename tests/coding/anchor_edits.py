"""Edits of a transcript that remember where every character came from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from collabstudy.coding.anchor import carry
from collabstudy.model.coding import CONTEXT, Coding
from collabstudy.model.document import Transcript
from collabstudy.model.span import text_hash

named = lru_cache(8)(text_hash)
"""The name of a text, which takes its time for a long one."""
Piece = tuple[int, int] | tuple[int, int, str] | str
"""A stretch of the old text that stays as it is, or one that is now said in other words, or words that are new."""
Change = tuple[int, int, str]
"""What stood from start to end is now this."""

STRAY = 32
"""A silent placement may take in, or lose at its edges, so many characters; any more is wrong."""

FILLER = (
    "harbour meadow quiet lantern ribbon copper drizzle orchard timber saddle velvet pebble anchor thistle candle "
    "marble juniper kettle mirror paddle quarry rafter sparrow tunnel umber violet walnut yonder zephyr basket dapple"
).split()


@dataclass(frozen=True)
class Edited:
    """A new version of a text.

    For every new character `own` is the old one that it is, or -1, and `stands_for` the old stretch that it is said
    instead of (0, 0 where it is not).
    """

    old: str
    new: str
    own: list[int]
    stands_for: list[tuple[int, int]]

    def then(self, edit: Edit, chance: random.Random) -> Edited:
        """The same with one more edit."""
        again = edit(self.new, chance)
        own = [self.own[at] if at >= 0 else -1 for at in again.own]
        stands_for = []
        for at, (start, end) in zip(again.own, again.stands_for, strict=True):
            if at >= 0:
                stands_for.append(self.stands_for[at])
                continue
            old = [one for one in self.own[start:end] if one >= 0]
            old += [one for first, last in self.stands_for[start:end] if first < last for one in (first, last - 1)]
            stands_for.append((min(old), max(old) + 1) if old else (0, 0))
        return Edited(self.old, again.new, own, stands_for)


Edit = Callable[[str, random.Random], Edited]


def put_together(old: str, pieces: Sequence[Piece]) -> Edited:
    new: list[str] = []
    own: list[int] = []
    stands_for: list[tuple[int, int]] = []
    for piece in pieces:
        if isinstance(piece, str):
            said, here, instead = piece, [-1] * len(piece), (0, 0)
        elif len(piece) == 3:
            said, here, instead = piece[2], [-1] * len(piece[2]), piece[:2]
        else:
            said, here, instead = old[slice(*piece)], [*range(*piece)], (0, 0)
        new.append(said)
        own += here
        stands_for += [instead] * len(said)
    return Edited(old, "".join(new), own, stands_for)


def changed(old: str, changes: Sequence[Change]) -> Edited:
    """Apply changes (one that overlaps an earlier one is left out)."""
    pieces: list[Piece] = []
    at = 0
    for start, end, text in sorted(changes):
        if start < at:
            continue
        pieces += [(at, start), (start, end, text) if start < end else text]
        at = end
    return put_together(old, [*pieces, (at, len(old))])


def lines(text: str) -> list[tuple[int, int]]:
    """The lines of a text that say something, each with its line break."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*(?:\n+|$)", text)]


def tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\w+", text)]


def filler(chance: random.Random, many: int) -> str:
    return " ".join(chance.choice(FILLER) for _ in range(many))


def typos(old: str, chance: random.Random, share: float = 0.01) -> Edited:
    """A letter taken out, put in or doubled in one word of a hundred."""
    changes = []
    for start, end in tokens(old):
        if chance.random() < share and end - start > 3:
            at = chance.randrange(start, end)
            changes.append(chance.choice([(at, at + 1, ""), (at, at, "x"), (at, at + 1, "q"), (at, at, old[at])]))
    return changed(old, changes)


def other_words(old: str, chance: random.Random, share: float = 0.01) -> Edited:
    """One word of a hundred is another word."""
    return changed(old, [(*span, chance.choice(FILLER)) for span in tokens(old) if chance.random() < share])


def words_in(old: str, chance: random.Random, share: float = 0.01) -> Edited:
    """One to six words put in after one word of a hundred."""
    spans = [span for span in tokens(old) if chance.random() < share]
    return changed(old, [(end, end, " " + filler(chance, chance.randint(1, 6))) for _, end in spans])


def words_out(old: str, chance: random.Random, share: float = 0.01) -> Edited:
    """One to six words taken out at one word of a hundred."""
    all_spans = tokens(old)
    changes = []
    for at in range(len(all_spans) - 6):
        if chance.random() < share:
            changes.append((all_spans[at][0], all_spans[at + chance.randint(1, 6)][0], ""))
    return changed(old, changes)


def lines_in(old: str, chance: random.Random, share: float = 0.03) -> Edited:
    """A new line after three lines of a hundred, begun like its neighbour."""
    spans = [span for span in lines(old) if chance.random() < share]
    return changed(
        old,
        [(end, end, f"{_label(old, start)}{filler(chance, chance.randint(2, 30))}.\n") for start, end in spans],
    )


def lines_out(old: str, chance: random.Random, share: float = 0.02) -> Edited:
    """Two lines of a hundred taken out."""
    return changed(old, [(*span, "") for span in lines(old) if chance.random() < share])


def lines_out_and_in(old: str, chance: random.Random, share: float = 0.02) -> Edited:
    """Two lines of a hundred taken out, others put in their place."""
    spans = [span for span in lines(old) if chance.random() < share]
    new = [(e, e, f"{_label(old, s)}{filler(chance, chance.randint(2, 30))}.\n") for s, e in spans]
    return changed(old, [*((s, e, "") for s, e in spans), *new])


def lines_moved(old: str, chance: random.Random, share: float = 0.01) -> Edited:
    """One line of a hundred goes to another place."""
    spans = lines(old)
    pieces: list[Piece] = [(0, spans[0][0]), *spans, (spans[-1][1], len(old))]
    for _ in range(max(1, int(share * len(spans)))):
        pieces.insert(chance.randrange(len(pieces)), pieces.pop(chance.randrange(len(pieces))))
    return put_together(old, pieces)


def lines_swapped(old: str, chance: random.Random, share: float = 0.02) -> Edited:
    """Neighbouring lines change places, unless only their speakers differ."""
    spans = lines(old)
    for at in range(len(spans) - 1):
        one, other = (old[slice(*span)].rpartition(": ")[2] for span in spans[at : at + 2])
        if chance.random() < share and one != other:
            spans[at], spans[at + 1] = spans[at + 1], spans[at]
    return put_together(old, [(0, min(spans)[0]), *spans])


def names(old: str, chance: random.Random) -> Edited:
    """The three commonest words with a capital become somebody else, everywhere."""
    capitals = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", old)
    often = sorted(set(capitals), key=lambda name: (-capitals.count(name), name))[:3]
    new = dict(zip(often, ("Aled", "[charity 2]", "Bo Ek"), strict=False))
    return changed(old, [(*m.span(), new[m.group()]) for m in re.finditer(r"\w+", old) if m.group() in new])


def line_ends(old: str, chance: random.Random) -> Edited:
    """Carriage returns at the ends of all lines."""
    return changed(old, [(m.start(), m.start(), "\r") for m in re.finditer("\n", old)])


def rewrapped(old: str, chance: random.Random) -> Edited:
    """Line breaks somewhere else: every ninth space is one, every other is a space."""
    spaces = list(re.finditer(r"\s+", old))
    return changed(old, [(*m.span(), "\n" if at % 9 == 0 else " ") for at, m in enumerate(spaces)])


def labels(old: str, chance: random.Random) -> Edited:
    """Every speaker has another name."""
    return changed(
        old, [(m.start(1), m.end(1), "Speaker 7") for m in re.finditer(r"^([^\n:]{1,30}):\*?\*? ", old, re.M)]
    )


def stamps(old: str, chance: random.Random) -> Edited:
    """A time at the beginning of each line."""
    return changed(old, [(s, s, f"[00:{at // 60 % 60:02d}:{at % 60:02d}] ") for at, (s, _) in enumerate(lines(old))])


def stamps_out(old: str, chance: random.Random) -> Edited:
    """All times taken out."""
    return changed(old, [(*m.span(), "") for m in re.finditer(r"[ \[(]*\b\d\d?:\d\d(:\d\d)?[])]?", old)])


def page_again(old: str, chance: random.Random, words: int = 400) -> Edited:
    """One page typed anew by somebody who hears every third word differently."""
    spans = tokens(old)
    first = chance.randrange(max(len(spans) - words, 1))
    return changed(old, [(*s, chance.choice(FILLER)) for s in spans[first : first + words] if chance.random() < 0.33])


def page_new(old: str, chance: random.Random, words: int = 400) -> Edited:
    """One page of which nothing stays, though it speaks with the words of the text."""
    spans = tokens(old)
    first = chance.randrange(max(len(spans) - words, 1))
    said = [old[slice(*chance.choice(spans))] for _ in range(words)]
    start, end = spans[first][0], spans[min(first + words, len(spans) - 1)][0]
    return changed(old, [(start, end, ""), (end, end, " ".join(said) + " ")])


def typography(old: str, chance: random.Random) -> Edited:
    """Curly quotes for straight ones, and spaces that do not break."""
    curly = {"'": "’", '"': "”", "’": "'", "“": '"', "”": '"', "-": "–"}
    marks = [(m.start(), m.end(), curly[m.group()]) for m in re.finditer("['\"’“”-]", old)]
    spaces = [(m.start(), m.end(), "\u00a0") for m in re.finditer(" ", old) if chance.random() < 0.1]
    return changed(old, marks + spaces)


def doubled(old: str, chance: random.Random) -> Edited:
    """Five lines put in a second time, further down."""
    spans = lines(old)
    changes = []
    for _ in range(5):
        start, end = chance.choice(spans)
        place = chance.choice(spans)[1]
        if place not in (start, end):
            changes.append((place, place, old[start:end]))
    return changed(old, changes)


KINDS: dict[str, Edit] = {
    made.__name__: made
    for made in (
        typos, other_words, words_in, words_out, lines_in, lines_out, lines_out_and_in, lines_moved, lines_swapped,
        names, line_ends, rewrapped, labels, stamps, stamps_out, page_again, page_new, typography, doubled,
    )
}  # fmt: skip


ANSWERS = ("Yes, exactly.", "Mhm.", "Right.", "I don't know.", "Yes.", "That's what I mean, yes.")
SAID = (
    "the of and to in we it that they was for on council people time money work you know so but with have this not are "
    "just at from there what about when think our because all one who do some them said could more get how very much "
    "area team meeting support trust service family school need change help start open local group plan"
).split()


def interview(chance: random.Random, turns: int) -> str:
    """A made-up interview in which two of five turns are one of six answers."""
    made = []
    for turn in range(turns):
        said = " ".join(chance.choice(SAID) for _ in range(chance.randint(4, 40)))
        made.append(
            f"{'IP'[turn % 2]}: {chance.choice(ANSWERS) if chance.random() < 0.4 else said.capitalize() + '.'}\n"
        )
    return "".join(made)


def _label(old: str, start: int) -> str:
    label = re.match(r"[^\n:]{1,30}: ", old[start : start + 40])
    return label.group() if label else ""


def some_codings(text: str, chance: random.Random, many: int, document: str = "P01") -> list[Coding]:
    """Codings as people make them: words, phrases, sentences, turns, several turns, and a few that cut into words."""
    spans, rows = tokens(text), lines(text)
    made = []
    for number in range(many):
        kind = number % 10
        if kind < 5:
            first = chance.randrange(len(spans))
            last = min(first + (0, 2, 5, 12, 30)[kind], len(spans) - 1)
            start, end = spans[first][0], spans[last][1]
        elif kind < 9:
            first = chance.randrange(len(rows))
            last = min(first + (0, 0, 0, 1, 3)[kind - 5], len(rows) - 1)
            start, end = rows[first][0], rows[last][1]
            end -= len(text[start:end]) - len(text[start:end].rstrip()) if kind < 8 else 0
        else:
            start = chance.choice(spans[:-40])[0] + chance.randint(0, 2)
            end = start + chance.randint(3, 40)
            start -= 2 * text[start:end].isspace()
        made.append(coded(text, start, end, f"c{number}", document))
    return made


def coded(text: str, start: int, end: int, name: str = "c1", document: str = "P01") -> Coding:
    """A coding of text[start:end]."""
    return Coding(
        name, document, "trust", "mira", start, end, text[start:end], text=named(text),
        prefix=text[max(start - CONTEXT, 0) : start], suffix=text[end : end + CONTEXT],
    )  # fmt: skip


@dataclass
class Outcome:
    """What became of codings, counted, those placed wrongly, and those changed though no edit touched them."""

    classes: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[Coding, Coding, str]] = field(default_factory=list)
    untouched: int = 0
    untouched_silent: int = 0
    changed: list[tuple[Coding, Coding]] = field(default_factory=list)


def outcome(edited: Edited, codings: Sequence[Coding], *, kept: bool = True, torn: bool = False) -> Outcome:
    """Carry codings over an edit and hold every placement against the truth."""
    text, own, stands_for = edited.new, edited.own, edited.stands_for
    texts = {named(edited.old): edited.old} if kept else {}
    carried = carry(codings, Transcript(text, ()), texts.get)
    assert [coding.id for coding in carried] == [coding.id for coding in codings]
    places = [-1] * len(edited.old)
    for new, old in enumerate(own):
        if old >= 0:
            places[old] = new
    found = Outcome()
    for before, after in zip(codings, carried, strict=True):
        found.classes[after.status] = found.classes.get(after.status, 0) + 1
        placed = after.status in ("kept", "moved", "review")
        assert (after.quote, after.text) == (
            (text[after.start : after.end], named(text)) if placed else (before.quote, before.text)
        )
        where = [places[at] for at in range(before.start, before.end)]
        remaining = sorted(at for at in where if at >= 0 and not text[at].isspace())
        whole = where[0] >= 0 and where == list(range(where[0], where[0] + len(where)))
        whole = whole and not (_put_in(text, own, where[0] - 1) or _put_in(text, own, where[-1] + 1))
        found.untouched += whole
        if after.status in ("kept", "moved"):
            found.untouched_silent += whole
            if fault := _fault(text, before, after, remaining, stands_for, torn):
                found.wrong.append((before, after, fault))
            if whole and after.quote != before.quote:
                found.changed.append((before, after))
    return found


def _put_in(text: str, own: list[int], at: int) -> bool:
    """Tell whether a new letter stands here, so that the word beside it is touched."""
    return 0 <= at < len(text) and own[at] < 0 and text[at].isalnum()


def _fault(
    text: str, before: Coding, after: Coding, remaining: list[int], stands_for: list[tuple[int, int]], torn: bool
) -> str:
    """Why a silent placement is wrong; empty when it covers what remains and hardly more.

    Of a coding that was torn apart by a move it must cover two thirds.
    """
    held = [at for at in remaining if after.start <= at < after.end]
    instead = [
        at
        for at in range(after.start, after.end)
        if stands_for[at][0] < before.end and stands_for[at][1] > before.start
    ]
    if not remaining and not instead:
        return "nothing of it remains"
    lost = len(remaining) - len(held)
    if remaining and (not held or lost > (len(remaining) / 3 if torn else min(STRAY, 0.3 * len(remaining)))):
        return f"{lost} of {len(remaining)} characters lost"
    first, last = min(held + instead), max(held + instead)
    stray = sum(not text[at].isspace() for at in [*range(after.start, first), *range(last + 1, after.end)])
    return f"{stray} characters of other passages" if stray > STRAY else ""
