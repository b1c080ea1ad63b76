"""Fifty quotations as they were said, in every guise that writers give them, and twenty that were not said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from collabstudy.model.document import Turn
from collabstudy.model.study import Study

ROLES = {
    "P01": "Director of Communities, Vennermoor Council",
    "P02": "Partnership Manager, Brackwater Council",
    "P03": "Head of Neighbourhoods, Carrowby",
    "P06": "Director, The Oddmill Trust",
    "P07": "Coordinator, Late Swallows",
    "P08": "Gwen Sorrelby, Operations Manager, Plankway",
    "P09": "Chief Officer, Lampwick",
    "P11": "Precious Umberlow, Kettle and Kin",
}


@dataclass(frozen=True)
class Case:
    """A piece of the document, the quotation in it as it must be read, and what must become of it."""

    item: object
    quotation: str
    result: str


def sentences(study: Study, document: str, *, least: int = 9, most: int = 26, role: str = "") -> Iterator[str]:
    """What was said in a document, sentence by sentence: those without names, marks and brackets."""
    transcript, names = study.transcript(document), study.names_in(document)
    for turn in transcript.turns:
        if _asks(turn) != (role == "interviewer") or (role not in ("", "interviewer") and turn.role != role):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(transcript.said(turn).split())):
            plain = not re.search(r"[\[\]()“”\"‘’«»…–—:;-]|\.\.", sentence) and re.search(r"[.!?]$", sentence)
            if plain and least <= len(sentence.split()) <= most and not names.find(sentence):
                yield sentence


def minuted(study: Study, turn: Turn) -> list[str]:
    """The words of a paragraph of the minutes, if none of them is in marks."""
    said = study.transcript("N1").said(turn)
    return (
        []
        if turn.kind != "paragraph" or re.search(r"[“”\"‘’\[]", said) or study.names_in("N1").find(said)
        else said.split()
    )


def _asks(turn: Turn) -> bool:
    return (turn.role or "") == "interviewer"


class Plan:
    """Cases that are gathered; each sentence of a document is handed out once."""

    def __init__(self, study: Study, documents: ModuleType) -> None:
        self.study, self.documents = study, documents
        self.open: dict[tuple[str, str], Iterator[str]] = {}
        self.cases: list[Case] = []

    def said(self, document: str, *, least: int = 9, role: str = "") -> str:
        """The next sentence of a document; at Oddmill, where two speak, of the director."""
        key = document, role or ("Director" if document == "P06" else "")
        if key not in self.open:
            self.open[key] = sentences(self.study, document, role=key[1])
        return next(s for s in self.open[key] if len(s.split()) >= least)

    def words(self, document: str, least: int = 12) -> list[str]:
        """The words of the next longer sentence."""
        return self.said(document, least=least).split()

    def add(self, kind: str, text: str, quotation: str, result: str, **more: object) -> None:
        """One case more."""
        self.cases.append(Case(self.documents.Item(kind, text, **more), quotation, result))


def clean(study: Study, documents: ModuleType) -> list[Case]:
    """Fifty that are in order, and what they are."""
    plan = Plan(study, documents)
    credited(plan)
    marked(plan)
    edited(plan)
    placed(plan)
    plan.add("p", "The word “co-creation hub” is not loved.", "co-creation hub", "too short")
    title = "What Works in Working Together: A Review"
    plan.add("p", f"They have read “{title}” and forgot it.", title, "title")
    heading = "A bakery among the books"  # of an article of the study, which says so itself
    plan.add("p", f"The newspaper wrote of “{heading}” that year.", heading, "exact")
    return plan.cases


def credited(plan: Plan) -> None:
    """Fourteen with those who said them: below, in brackets, in the sentence that they interrupt."""
    for document, credit in ROLES.items():
        said = plan.said(document)
        plan.add("block", said, said, "exact", credit=credit)
    for document in ("P02", "P03", "P08"):
        said = plan.said(document)
        plan.add("p", f"“{said[:-1]}” ({ROLES[document]}). It was not always so.", said, "exact")
    for document in ("P02", "P07", "P09"):
        words = plan.words(document)
        first, second = " ".join(words[:6]).rstrip(","), " ".join(words[6:])
        plan.add("p", f"“{first},” the {ROLES[document].split(',')[0]} said, “{second}”", second, "exact")


def marked(plan: Plan) -> None:
    """Nine in the marks of several languages, and in other typography than the transcript's."""
    for opening, closing in (("“", "”"), ('"', '"'), ("‘", "’"), ("„", "“"), ("«\u00a0", "\u00a0»"), ("»", "«")):
        said = plan.said("P01").replace("'", "’") if opening == "‘" else plan.said("P01")
        result = "typography" if "’" in said else "exact"
        plan.add(
            "p", f"In one of the moorland towns, somebody says: {opening}{said}{closing} That is all.", said, result
        )
    for document in ("P03", "P08", "P11"):
        words = plan.said(document, least=10).replace("'", "’").split()
        text = "\u00a0".join([" ".join(words[:4]), " ".join(words[4:])])
        plan.add("p", f"There was this: “{text}”", text, "typography" if "’" in text else "exact")


def edited(plan: Plan) -> None:
    """Eleven that were cut, filled in or begun otherwise, nine of which say so."""
    for document in ("P01", "P03", "P11"):
        words = plan.words(document, 14)
        text = " ".join([*words[:5], "[…]", *words[8:]])
        plan.add("block", text, text, "edited", credit=ROLES[document])
    for document in ("P02", "P09", "P08"):
        words = plan.words(document)
        text = " ".join([*words[:6], "[the neighbours]", *words[7:]])
        plan.add("p", f"As the {ROLES[document].split(', ')[-1]} interview has it, “{text}”.", text, "edited")
    for document in ("P03", "P07"):
        said = plan.said(document)
        text = f"[{said[0].swapcase()}]{said[1:]}"
        plan.add("p", f"It is true, they add, that “{text}”", text, "edited")
    words = plan.words("P01", 9)
    text = " ".join([*words[:5], "[sic]", *words[5:]])
    plan.add("p", f"We heard “{text}” more than once.", text, "edited")
    for document in ("P02", "P06"):
        said = plan.said(document)
        text = said[0].lower() + said[1:]
        plan.add("p", f"People told us that “{text}”", text, "exact" if text == said else "typography")


def placed(plan: Plan) -> None:
    """Thirteen in tables, notes, boxes, under an editor's changes, over two paragraphs, set further in."""
    for document in ("P01", "P02", "P09"):
        said = plan.said(document)
        plan.add("row", "", said, "exact", cells=(ROLES[document], f"“{said}”"))
    for document in ("P03", "P07", "P11"):
        said, note = plan.said(document), f"Interview {document}, {ROLES[document]}."
        plan.add("noted", f"One of them put it well: “{said}”{{n}} Others agreed.", said, "exact", credit=note)
    for document in ("P02", "P08"):
        said = plan.said(document)
        plan.add("box", f"“{said}”", said, "exact")
    for document in ("P01", "P09"):
        words = plan.words(document, 10)
        text = f"{' '.join(words[:3])} {{-wrongly-}}{{+{words[3]}+}} {' '.join(words[4:])}"
        plan.add("changed", f"Then somebody {{-shouted-}}{{+said+}}: “{text}”", " ".join(words), "exact")
    minutes = plan.study.transcript("N1")
    words = next(long for turn in minutes.turns if len(long := minuted(plan.study, turn)) > 24)
    first, second = " ".join(words[:12]), " ".join(words[12:24])
    paragraphs = (f"The minutes say: “{first}", f"“{second}” And so on.")
    plan.add("several", "", f"{first} {second}", "exact", cells=paragraphs)
    for document in ("P06", "P11"):
        said = plan.said(document)
        plan.add("indented", said, said, "exact", credit=ROLES[document])


def faults(study: Study, documents: ModuleType) -> list[Case]:
    """Twenty that must be found, and as what."""
    plan = Plan(study, documents)
    for document in ROLES:  # other sentences than the clean ones
        for _ in range(12):
            plan.said(document)
    add, words = plan.add, plan.words
    one = words("P01")
    text = " ".join([*one[:5], "elephants", *one[6:]])
    add("block", text, text, "altered", credit=ROLES["P01"])  # 1: a word changed
    one = words("P02")
    text = " ".join([*one[:4], *one[6:]])
    add("p", f"The Partnership Manager said: “{text}”", text, "altered")  # 2: words left out silently
    one = words("P03")
    text = " ".join([*one[:6], "never", "really", *one[6:]])
    add("block", text, text, "altered", credit=ROLES["P03"])  # 3: words put in silently
    one = words("P08")
    text = " ".join([*one[6:-1], one[-1].rstrip(".!?") + ",", *one[:6]])
    add("p", f"“{text}” ({ROLES['P08']}).", text, "altered")  # 4: turned round
    one = words("P11")
    text = " ".join([*one[: len(one) * 2 // 3], "but", "of", "course", "that", "was", "then."])
    add("p", f"“{text}”", text, "altered")  # 5: another end
    one = words("P07")
    text = " ".join([*one[:8], "whatever", "comes", "of", "it", "in", "a", "purple", "submarine."])
    add("box", f"“{text}”", text, "not found")  # 6: half of it made up
    text = "We bought every resident a purple submarine and sailed it twice around the lighthouse."
    add("block", text, text, "not found", credit=ROLES["P09"])  # 7: made up
    text = "nobody in this town has ever asked a dentist to chair the allotments committee"
    add("p", f"One manager told us that “{text}”.", text, "not found")  # 8: made up
    said = " ".join(words("P09"))
    add("block", said, said, "elsewhere", credit="Partnership Manager, Brackwater Council")  # 9: another place
    said = plan.said("P06", role="Chair of the Residents' Board", least=12)
    add("block", said, said, "elsewhere", credit="Director, The Oddmill Trust")  # 10: another speaker of one interview
    said = " ".join(words("P02"))
    add("p", f"“{said}” (Gwen Sorrelby, Plankway).", said, "elsewhere")  # 11: another person
    said = " ".join(words("P03"))
    add(
        "noted", f"They remember it: “{said}”{{n}}", said, "elsewhere", credit="Interview P01."
    )  # 12: another interview
    said = plan.said("P01", role="interviewer")
    add("p", f"“{said}”", said, "elsewhere")  # 13: the interviewer's words
    said = " ".join(words("P05"))
    add("p", f"“{said}”", said, "not allowed")  # 14: no quotes from this interview
    said = " ".join(words("P12"))
    add("block", said, said, "not allowed", credit="Lead Youth Worker, Young Marrowick")  # 15: withdrawn
    said = " ".join(words("P10"))
    add("block", said, said, "not allowed", credit="An interviewee at Lampwick")  # 16: anonymous, the place told
    said = " ".join(words("P10"))
    add("block", said, said, "not allowed", credit="Contracts Officer")  # 17: anonymous, the role told
    said = " ".join(words("P03"))
    add("p", f"“{said}” (Anneke Dunlark, Carrowby).", said, "not allowed")  # 18: role and place, the name told
    transcript, names = study.transcript("P02"), study.names_in("P02")
    said = next(
        sentence
        for turn in transcript.turns if turn.role != "interviewer"
        for sentence in re.split(r"(?<=[.!?])\s+", transcript.said(turn))
        if 9 < len(sentence.split()) < 26 and not re.search(r"[\"“”‘’\[]", sentence)
        and (found := names.find(sentence)) and found[0].start > 25
    )  # fmt: skip
    add("block", said, said, "not allowed", credit=ROLES["P02"])  # 19: a name that is replaced everywhere
    one = words("P09")
    text = " ".join([*one[:4], "[as a rule]", *one[4:8], "hedgehogs", *one[9:]])
    add(
        "changed",
        "It was said: “" + text.replace("hedgehogs", "{-" + one[8] + "-}{+hedgehogs+}") + "”",
        text,
        "altered",
    )  # 20
    return plan.cases
