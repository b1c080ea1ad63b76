"""Goes through the tokens of rich text and puts its paragraphs where they belong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from collabstudy.io.importers._office import Item, Look, Paragraph
from collabstudy.io.importers._rtf_places import BODY, Group, Place
from collabstudy.io.importers._rtf_tokens import Fonts, Token
from collabstudy.io.importers._word_styles import look_of

SIGNS = {"~": "\u00a0", "_": "\u2011", "-": ""}
CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
APART = {"footnote": "note", "shptxt": "box", "title": "title", "stylesheet": "styles", "fonttbl": "fonts"}
"""Groups whose text is wanted, but somewhere else."""
MARKERS = frozenset({"pntext", "listtext"})


@dataclass(slots=True)
class Reader:
    """Goes through the tokens and puts paragraphs where they belong."""

    groups: list[Group] = field(default_factory=lambda: [Group()])
    places: list[Place] = field(default_factory=lambda: [Place()])
    fonts: Fonts = field(default_factory=Fonts)
    looks: dict[int, tuple[Look, int]] = field(default_factory=dict)
    notes: list[Item] = field(default_factory=list)
    title: str = ""
    raw: list[str] = field(default_factory=list)
    repeated: int = 0
    optional: bool = False
    finished: bool = False

    @property
    def place(self) -> Place:
        """Where text goes at the moment."""
        return self.places[-1]

    @property
    def group(self) -> Group:
        """The innermost group."""
        return self.groups[-1]

    def change(self, **changes: str | int | bool) -> None:
        """Change what holds until the brace closes."""
        self.groups[-1] = replace(self.group, **changes)  # type: ignore[arg-type]  # the names are those of Group

    def take(self, token: Token) -> None:
        """Act on one token; what follows the last brace is no part of the document."""
        if self.finished:
            return
        if token.kind == "text":
            self.take_text(token.value)
            return
        self.settle()
        self.repeated = 0
        if token.value == "{":
            self.groups.append(self.group)
        elif token.value == "}":
            self.close()
        elif token.kind == "sign":
            self.take_sign(token.value)
        else:
            self.take_word(token.value, token.number)

    def take_text(self, run: str) -> None:
        r"""Keep characters until it is clear in which encoding they are; skip those that repeat a \u."""
        skipped = min(self.repeated, len(run))
        self.repeated -= skipped
        if run[skipped:]:
            self.raw.append(run[skipped:])

    def settle(self) -> None:
        """Decode what has been kept."""
        if self.raw:
            self.say(self.fonts.decode("".join(self.raw), self.group.font))
            self.raw.clear()

    def say(self, text: str) -> None:
        """Put text into the paragraph at hand."""
        if not self.group.aside and not self.group.hidden and self.group.target != "fonts":
            self.place.parts.append(text)

    def close(self) -> None:
        """A brace closes; what stood apart in it goes where it belongs."""
        if len(self.groups) < 2:
            return
        group = self.groups.pop()
        if group.target == "styles" and not group.aside:
            self.name_style(group)
        if group.target not in (self.group.target, "fonts"):
            self.leave(group)
        self.finished = len(self.groups) == 1

    def leave(self, group: Group) -> None:
        """A note, box, title or style sheet ends."""
        place = self.places.pop()
        self.finish(place, group)
        if group.target == "note":
            self.notes.extend(place.items)
        elif group.target == "box":
            self.place.boxes.extend(place.items)
        elif group.target == "title":
            self.title = " ".join(item.text for item in place.items if isinstance(item, Paragraph))

    def finish(self, place: Place, group: Group) -> None:
        """A place is complete, whether or not its last paragraph says so."""
        self.settle()
        place.add(self.paragraphs(place, group), in_table=False)
        place.end_of_table()

    def take_sign(self, sign: str) -> None:
        """A backslash with a sign."""
        if sign == "*":
            self.optional = True
        elif sign in "\r\n":
            self.end_of_paragraph()
        else:
            self.say(SIGNS.get(sign, ""))

    def take_word(self, word: str, number: int | None) -> None:
        """A control word: a character, the end of something, a property, a group that begins."""
        optional, self.optional = self.optional, False
        if word in CHARACTERS:
            self.say(CHARACTERS[word])
        elif word == "u" and number is not None:
            self.say(chr(number % 0x10000))
            self.repeated = self.group.repeats
        elif word in ENDS:
            ENDS[word](self)
        elif word in PROPERTIES:
            PROPERTIES[word](self, number)
        else:
            self.begin(word, optional=optional)

    def begin(self, word: str, *, optional: bool) -> None:
        """The first word of a group says whether its text is wanted, and where."""
        from striprtf.striprtf import destinations

        target = APART.get(word)
        if target and self.group.target != target and (not self.group.aside or target == "box"):
            self.change(target=target, aside=False)
            if target != "fonts":
                self.places.append(Place())
        elif word in MARKERS:
            self.change(aside=True)
            self.groups[-2] = replace(self.groups[-2], listed=True)
        elif not target and (optional or word in destinations) and word != "info":
            self.change(aside=True)

    def name_style(self, group: Group) -> None:
        """A style of the style sheet is complete: its number and what its name makes of paragraphs."""
        name = "".join(self.place.parts).strip(" ;")
        self.place.parts.clear()
        if name:
            self.looks[group.style] = look_of(name)

    def end_of_paragraph(self) -> None:
        """A paragraph of the document, or of something apart, is complete."""
        if not self.group.aside and self.group.target not in ("fonts", "styles"):
            self.place.add(self.paragraphs(self.place, self.group), in_table=self.group.in_table)

    def paragraphs(self, place: Place, group: Group) -> list[Item]:
        """What has been said since the last paragraph ended, with what its style says; nothing if it is empty."""
        text = whole("".join(place.parts))
        if not text.strip():
            return []
        look, level = self.looks.get(group.style, ("", 0))
        if group.outline < BODY and look != "title":
            look, level = "heading", group.outline + 1
        return [Paragraph(text, "list" if not look and group.listed else look, level)]

    def end_of_cell(self) -> None:
        """A cell is complete."""
        if not self.group.aside:
            self.place.add(self.paragraphs(self.place, self.group), in_table=True)
            self.place.end_of_cell()

    def end_of_row(self) -> None:
        """A row is complete."""
        if not self.group.aside:
            self.place.end_of_row()


ENDS: dict[str, Callable[[Reader], None]] = {
    "par": Reader.end_of_paragraph,
    "sect": Reader.end_of_paragraph,
    "cell": Reader.end_of_cell,
    "row": Reader.end_of_row,
    "nestcell": lambda reader: reader.say(" "),
    "nestrow": lambda reader: reader.say("\n"),
}
PROPERTIES: dict[str, Callable[[Reader, int | None], None]] = {
    "pard": lambda reader, _: reader.change(style=0, outline=BODY, listed=False, in_table=False),
    "plain": lambda reader, _: reader.change(hidden=False),
    "f": lambda reader, number: reader.change(font=number or 0),
    "uc": lambda reader, number: reader.change(repeats=max(number or 0, 0)),
    "v": lambda reader, number: reader.change(hidden=number != 0),
    "deleted": lambda reader, number: reader.change(hidden=number != 0),
    "s": lambda reader, number: reader.change(style=number or 0),
    "outlinelevel": lambda reader, number: reader.change(outline=BODY if number is None else number),
    "ls": lambda reader, number: reader.change(listed=bool(number)),
    "intbl": lambda reader, _: reader.change(in_table=True),
    "ansicpg": lambda reader, number: reader.fonts.use(f"cp{number}"),
    "mac": lambda reader, _: reader.fonts.use("mac_roman"),
    "pc": lambda reader, _: reader.fonts.use("cp437"),
    "pca": lambda reader, _: reader.fonts.use("cp850"),
    "fcharset": lambda reader, number: reader.fonts.declare(reader.group.font, number or 0),
    "cpg": lambda reader, number: reader.fonts.use(f"cp{number}", reader.group.font),
}


def whole(text: str) -> str:
    """Text whose characters beyond U+FFFF came in halves, with the halves put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
