"""The 32 items of COREQ (Tong, Sainsbury & Craig 2007), and what a study itself knows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from collabstudy.briefing.dates import period
from collabstudy.briefing.facts import attributes, heading_of
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts.figures import shown
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed, several
from collabstudy.compare.wording import number
from collabstudy.model.consensus import CONSENSUS


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the checklist: its number, the topic it stands under, its name."""

    number: int
    topic: str
    name: str


_DOMAINS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Research team and reflexivity": {
        "Personal characteristics": ("Interviewer", "Credentials", "Occupation", "Gender", "Experience and training"),
        "Relationship with participants": (
            "Relationship established",
            "Participants' knowledge of the interviewer",
            "Interviewer characteristics",
        ),
    },
    "Study design": {
        "Theoretical framework": ("Methodological orientation and theory",),
        "Participant selection": ("Sampling", "Method of approach", "Sample size", "Non-participation"),
        "Setting": ("Setting of data collection", "Presence of non-participants", "Description of sample"),
        "Data collection": (
            "Interview guide",
            "Repeat interviews",
            "Audio or visual recording",
            "Field notes",
            "Duration",
            "Data saturation",
            "Transcripts returned",
        ),
    },
    "Analysis and findings": {
        "Data analysis": (
            "Number of data coders",
            "Description of the coding tree",
            "Derivation of themes",
            "Software",
            "Participant checking",
        ),
        "Reporting": (
            "Quotations presented",
            "Data and findings consistent",
            "Clarity of major themes",
            "Clarity of minor themes",
        ),
    },
}


def items() -> dict[str, tuple[Item, ...]]:
    """The items under the three domains, numbered from 1 to 32.

    >>> [len(found) for found in items().values()]
    [8, 15, 9]
    """
    found: dict[str, tuple[Item, ...]] = {}
    count = 0
    for domain, topics in _DOMAINS.items():
        named = [(topic, name) for topic, names in topics.items() for name in names]
        found[domain] = tuple(Item(count + at, topic, name) for at, (topic, name) in enumerate(named, 1))
        count += len(named)
    return found


def known(material: Material, item: int) -> str:
    """What the study itself says of an item; empty where only its authors can know."""
    return _KNOWN[item](material) if item in _KNOWN else ""


def _sample_size(material: Material) -> str:
    interviews = material.interviews
    if not interviews:
        return ""
    cases = {document.case for document in interviews} & set(material.names)
    when = period(document.date for document in interviews)
    told = f"{several(len(interviews), 'interview')} in {several(len(cases), material.place, material.places)}"
    return f"{told}{f', {when}' if when else ''}."


def _sample(material: Material) -> str:
    told = [heading_of(name).lower() for name in attributes(material)]
    return f"Of each {material.place} the table of {material.places} tells {listed(told)}." if told else ""


def _guide(material: Material) -> str:
    questions = material.study.guide.questions
    if not questions or not material.interviews:
        return ""
    where = " All of them are printed in this briefing." if "who" in material.choices.sections else ""
    return f"{capital(several(len(questions), 'question', spell=True))}.{where}"


def _repeated(material: Material) -> str:
    if not material.interviews:
        return ""
    times = Counter(document.case for document in material.interviews)
    again = [name for case, name in material.names.items() if times[case] > 1]
    if not again:
        return f"No {material.place} was interviewed more than once."
    return f"More than one interview in {listed(again)}."


def _duration(material: Material) -> str:
    """From the time stamps, where every interview has them."""
    lengths = [_minutes(material, document.id) for document in material.interviews]
    found = [minutes for minutes in lengths if minutes]
    if not found or len(found) < len(lengths):
        return ""
    first, last = min(found), max(found)
    told = f"{first} minutes" if first == last else f"{first} to {last} minutes"
    return f"{told}, by the time stamps of the transcripts."


def _minutes(material: Material, document: str) -> int:
    turns = material.study.transcript(document).turns
    times = [time for turn in turns for time in (turn.time_start, turn.time_end) if time is not None]
    return round((max(times) - min(times)) / 60) if times else 0


def _saturation(material: Material) -> str:
    """Where it was looked at, the figure tells; a number by itself would say more than it knows."""
    if not any(name.startswith("saturation") for name in shown(material)):
        return ""
    return "The figure of saturation tells how many new codes each further interview brought, and how that was counted."


def coders(material: Material) -> str:
    """How many people coded, how much of it was coded twice, and how far they agree."""
    people = {coding.coder for coding in material.codings.values() if coding.origin == "person"} - {CONSENSUS}
    if not people:
        return ""
    done = Counter(done.document for done in material.study.folded.done if done.coder != CONSENSUS)
    documents = {document.id for document in material.documents}
    finished = [times for document, times in done.items() if document in documents]
    twice = sum(times > 1 for times in finished)
    told = f"{capital(number(len(people)))}."
    if finished:
        told += f" Of {several(len(finished), 'document')} coded to the end, {twice} by more than one person."
    return " ".join(filter(None, (told, material.agreement)))


def _tree(material: Material) -> str:
    book = material.study.codebook
    tops = [plain(code.name) for code in book if code.parent is None]
    if not tops:
        return ""
    version = f", version {plain(str(book.version))}" if book.version else ""
    branches = [top for top in tops if top]
    return (
        f"{plain(book.name)}{version}: {several(len(book.codes), 'code')}, at the top {listed(branches)}. Every theme"
        " stands in this briefing with its definition or a text in its place."
    )


def _software(material: Material) -> str:
    versions = material.manifest.get("versions", {})
    told = [f"{package} {version}" for package, version in sorted(versions.items()) if version]
    return f"{listed(told)}." if told else ""


def _quotations(material: Material) -> str:
    total, most = material.chosen.total, material.chosen.most_of_one_place
    if not total:
        return ""
    nameless = sum(not quoted.document for quotes in material.chosen.quotes.values() for quoted in quotes)
    left = (
        f" {capital(number(nameless))} {'stands' if nameless == 1 else 'stand'} without role and {material.place}."
        if nameless
        else ""
    )
    return (
        f"{total} quotations, word for word from the transcripts, each with role and {material.place} as far as consent"
        f" goes.{left} The {material.place} quoted most has {most} of them."
    )


def _consistent(material: Material) -> str:
    if not material.findings:
        return ""
    results = Counter(outcome.result for outcome in material.findings)
    told = [
        f"{count} {material.labels[result]}"
        for result in ("holds", "weakened", "broken", "undecided")
        if (count := results[result])
    ]
    return f"{several(len(material.findings), 'sentence')} tested against the codings: {', '.join(told)}."


def _major(material: Material) -> str:
    return _themes(material, major=True)


def _minor(material: Material) -> str:
    return _themes(material, major=False)


def _themes(material: Material, *, major: bool) -> str:
    """Themes that at least half of the places asked voice, or fewer; each with its count."""
    told = []
    for row in material.rows:
        count = material.count(row.id)
        if count.present and (2 * count.present >= count.of) == major:
            told.append(f"{plain(row.name)} ({count.present} of {count.of})")
    share = "half or more" if major else "fewer than half"
    return (
        f"Voiced by {share} of the {material.places} that were {material.counted}: {'; '.join(told)}." if told else ""
    )


_KNOWN: Mapping[int, Callable[[Material], str]] = {
    12: _sample_size,
    16: _sample,
    17: _guide,
    18: _repeated,
    21: _duration,
    22: _saturation,
    24: coders,
    25: _tree,
    27: _software,
    29: _quotations,
    30: _consistent,
    31: _major,
    32: _minor,
}
