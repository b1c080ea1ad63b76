"""How the briefing was made, and what to doubt: enough to make it again, and to judge its numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256

from collabstudy.briefing.blocks import Block, Bullets, Heading, Line, Paragraph, Table, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.parts.figures import of, shown
from collabstudy.briefing.parts.who import questions, sources
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed, meanings, several
from collabstudy.compare.denominator import ENOUGH_FOR_PERCENT
from collabstudy.compare.table import told_origins
from collabstudy.compare.wording import number
from collabstudy.model.consensus import CONSENSUS, agreed

PROSE: Prose = "before"
INPUTS = ("study.toml", "corpus", "codebooks", "codings", "briefing")
_EVIDENCE = {"person": "by people", "rules": "by rules", "suggestion": "suggested by a program", "topic": "by topics"}


def title(material: Material) -> str:
    """The heading."""
    return "How it was made, and its limits"


def blocks(material: Material) -> tuple[Block, ...]:
    """Sources, coding, counting, consent; what can be doubted; then the settings, hashes and versions."""
    items = [sources(material), coded(material), material.agreement, counted(material), values(material)]
    items += [meanings(material.study.settings), *_agreed(material), *_consent(material)]
    doubts = (*limits(material), *_unread(material))
    return (
        _points(items),
        *((Heading((Text(material.labels["limits"]),)), _points(doubts)) if doubts else ()),
        *of(material, "made"),
        *questions(material),
        Heading((Text(material.labels["made_from"]),)),
        *_table(material),
    )


def _points(items: Iterable[str]) -> Bullets:
    return Bullets(tuple((Paragraph((Text(item),)),) for item in items if item))


def limits(material: Material) -> Iterator[str]:
    """What has to be known before a number is believed, as far as the study knows it."""
    places, n = material.places, len(material.names)
    if 1 < n < ENOUGH_FOR_PERCENT:
        yield (
            f"The counts are of these {number(n)} {places}. They say which of them speak of something, not how common"
            " it is elsewhere, and there are no percentages."
        )
    unasked = sum(1 for row in material.rows if material.cases(row.id, "not_asked"))
    if unasked:
        yield (
            f"Not everybody was asked everything: on {number(unasked)} of {number(len(material.rows))} themes at least"
            f" one {material.place} was not asked, and counts for neither side."
        )
    uncoded = [material.names[case] for case in material.names if _uncoded(material, case)]
    if uncoded:
        yield f"Not coded yet, and in no count: {listed(uncoded)}."
    times = Counter(document.case for document in material.interviews)
    once = sum(times[case] == 1 for case in material.names)
    if once:
        yield (
            f"{capital(several(once, material.place, places, spell=True))} {'was' if once == 1 else 'were'} interviewed"
            " once; another day or another person might have told something else."
        )
    done = Counter(done.document for done in material.study.folded.done if done.coder != CONSENSUS)
    alone = sum(done[document.id] == 1 for document in material.documents)
    if alone:
        were = "was" if alone == 1 else "were"
        yield f"{capital(several(alone, 'document', spell=True))} {were} coded by one person alone."


def _uncoded(material: Material, case: str) -> bool:
    return bool(material.rows) and all(
        material.crosstab.cells[case, row.id].value == "not_coded" for row in material.rows
    )


def coded(material: Material) -> str:
    """Who coded, and how much."""
    study = material.study
    people = {coding.coder for coding in material.codings.values() if coding.origin == "person"}
    coders = sorted(people - {CONSENSUS})
    done = Counter(done.document for done in study.folded.done if done.coder != CONSENSUS)
    known = {document.id for document in material.documents}
    twice = sum(1 for document, times in done.items() if times > 1 and document in known)
    if not coders:
        return "Nobody has coded by hand yet."
    told = f"{capital(several(len(coders), 'person', 'people', spell=True))} coded by hand"
    told += (
        f"; {several(twice, 'document')} {'was' if twice == 1 else 'were'} coded by more than one." if twice else "."
    )
    return told


def counted(material: Material) -> str:
    """What counts as evidence, and in which unit."""
    evidence = listed([_EVIDENCE.get(origin, origin) for origin in material.study.settings.evidence])
    numbers = material.crosstab.origins
    split = f" ({told_origins(numbers)})" if len(numbers) > 1 else f", {sum(numbers.values()):,} of them"
    return f"What counts are codings {evidence}{split}. A passage is a {material.crosstab.unit}."


def values(material: Material) -> str:
    """What the four values of a cell mean."""
    place = material.place
    if not material.interviews:
        return f"A theme is voiced by a {place} when at least one passage about it is coded with it."
    if not material.crosstab.guided:
        return (
            f"A theme is voiced by a {place} when at least one passage is coded with it, and not voiced when its"
            f" sources were coded and none was. A {place} that was not coded yet is in no count."
        )
    return (
        f"A theme is voiced by a {place} when at least one passage is coded with it; it is “{material.absent}” when"
        f" the question was put and nothing was coded. A {place} that was not asked, or not coded yet, is in no count."
    )


def _agreed(material: Material) -> Iterator[str]:
    """Where coders have agreed on one reading, which counts instead of theirs."""
    documents = agreed(material.study.folded.done) & {document.id for document in material.documents}
    if documents:
        told = capital(several(len(documents), "document", spell=True))
        yield f"{told} {'counts' if len(documents) == 1 else 'count'} as the coders have agreed on it afterwards."


def _unread(material: Material) -> Iterator[str]:
    """What was not counted because nobody could read it."""
    lines = material.manifest.get("unread", 0)
    if lines:
        told = capital(several(lines, "line", spell=True))
        yield f"{told} of codings could not be read, and {'is' if lines == 1 else 'are'} in no count."


def _consent(material: Material) -> Iterator[str]:
    consents = Counter(document.consent for document in material.documents)
    if consents["anonymous"]:
        documents = capital(several(consents["anonymous"], "document", spell=True))
        yield f"{documents} can only be quoted without role and {material.place}."
    if consents["no-quotes"]:
        count = consents["no-quotes"]
        counts = "counts" if count == 1 else "count"
        yield f"{capital(several(count, 'document', spell=True))} {counts} but may not be quoted."


def _table(material: Material) -> Iterator[Block]:
    rows = [
        ("Comparison", str(material.crosstab.made_by)),
        *([("Topics", str(material.topics.made_by))] if material.topics else []),
        *([("Sentences", str(material.findings.made_by))] if material.findings else []),
        *_figures(material),
        ("Codebook", _codebook(material)),
        ("Seed", str(material.study.settings.seed)),
        *_inputs(material),
        *_versions(material),
    ]
    lines: tuple[tuple[Line, ...], ...] = tuple(((Text(name),), (Text(plain(told)),)) for name, told in rows)
    caption = (
        "What this briefing was made from. The date of the run and the hash of every file are in build/manifest.json."
    )
    yield Table((Text(caption),), ("What", "Which"), lines, name="Made from")


def _figures(material: Material) -> Iterator[tuple[str, str]]:
    """How each figure that is shown was counted."""
    for name in shown(material):
        if material.pictures[name].note:
            yield f"Figure {name}", material.pictures[name].note


def _codebook(material: Material) -> str:
    book = material.study.codebook
    version = f", version {book.version}" if book.version else ""
    return f"{book.name}{version}, {several(len(book.codes), 'code')}, hash {book.hash}"


def _inputs(material: Material) -> Iterator[tuple[str, str]]:
    """The inputs by folder, with one hash over the files of each, those of withdrawn documents left out."""
    known = {document.id for document in material.documents}
    gone = [document for document in material.study.documents if document.id not in known]
    hidden = {f"corpus/{document.file}" for document in gone}
    stems = {document.id for document in gone}
    folders: dict[str, list[str]] = defaultdict(list)
    for file, told in sorted(material.manifest.get("inputs", {}).items()):
        folder, name = file.partition("/")[0], file.rpartition("/")[2]
        if folder in INPUTS and file not in hidden and name.partition(".")[0] not in stems:
            folders[folder].append(f"{file} {told}")
    for folder, files in folders.items():
        name = sha256("\n".join(files).encode("utf-8")).hexdigest()[:16]
        yield folder, f"{several(len(files), 'file')}, hash {name}"


def _versions(material: Material) -> Iterator[tuple[str, str]]:
    versions = material.manifest.get("versions", {})
    if versions:
        yield "Versions", ", ".join(f"{package} {told}" for package, told in sorted(versions.items()) if told)
