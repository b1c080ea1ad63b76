"""A study of four places, small enough to count on the fingers, with every level of consent and a hostile text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from collabstudy.model.case import Case, CaseLink
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Consent, Document, Transcript, Turn
from collabstudy.model.guide import Guide, Question
from collabstudy.model.log import Done, Folded
from collabstudy.model.names import Pseudonym
from collabstudy.model.study import Settings, Study, Ways

HOSTILE = "<script>alert('pwned')</script> {{ 7*7 }} =1+1 \u202ekcab\u202c a\x00b\x0bc & \"so\" on."

SPEECH = {
    "D1": [
        ("Mira", "Whom do you trust with the budget?"),
        ("Ann", "We trust the bakers, more than ourselves. They hold the whole budget now, all of it."),
        ("Mira", "Interviewers say trust as well, and it must never be printed."),
        ("Ann", "Well, um, I made the tea. And then we signed a lease with the rowing club for thirty years."),
        ("Ann", HOSTILE),
    ],
    "D2": [
        ("I", "Who decides?"),
        ("Bea Quint", "The tenants decide about lettings, and I sign what they decide. I trust them with the keys."),
    ],
    "D3": [
        ("Interviewer", "And the contract?"),
        ("Participant", "Clause nine kept the lamps burning in Coldmere when goodwill went home for its supper."),
        ("Participant", "Nobody trusts the rota, so we trust the wall calendar instead of the wardens."),
    ],
    "D4": [
        ("I", "Trust?"),
        ("P1", "Periwinkle money bought trust here, and the residents vote on the periwinkle fund."),
    ],
    "D5": [("Ann", "Withdrawn marmalade trust, which nobody may ever see or count.")],
    "D6": [
        ("Mira", "Whom do you trust?"),
        ("Joyce", "I trust the volunteers because they turn up on wet Tuesdays, and the council does not."),
    ],
}
ARTICLE = "Alderfleet has handed the budget to its bakers.\n\nThey trust us, a baker says.\n"

CASES = (
    Case("alder", "Alderfleet Council", ("Alderfleet",), {"sector": "council", "residents": "41000"}),
    Case("birch", "Birchwick Council", (), {"sector": "council", "residents": "9500"}),
    Case("candle", "Candle House", (), {"sector": "charity", "residents": "12000", "place": "Coldmere"}),
    Case("drumlin", "Drumlin Trust", (), {"sector": "charity", "residents": "700"}),
)

DOCUMENTS = (
    Document("D1", "D1.txt", "alder", date="2025-03-04", speakers={"Mira": "interviewer", "Ann": "Head of Parks"}),
    Document(
        "D2", "D2.txt", "birch", date="2025-04-01", consent="named",
        speakers={"I": "interviewer", "Bea Quint": "Housing Manager"},
    ),
    Document(
        "D3", "D3.txt", "candle", date="2025-05-06", consent="anonymous", asked=frozenset({"q1"}),
        title="Coldmere, Night Warden", speakers={"Interviewer": "interviewer", "Participant": "Night Warden"},
    ),
    Document(
        "D4", "D4.txt", "drumlin", date="2025-06-03", consent="no-quotes",
        speakers={"I": "interviewer", "P1": "Clerk"},
    ),
    Document(
        "D5", "interviews/D5.txt", "drumlin", date="2025-06-04", consent="withdrawn",
        speakers={"Ann": "Marmalade Officer"},
    ),
    Document(
        "D6", "D6.txt", "candle", date="2025-07-08", asked=frozenset({"q1"}),
        speakers={"Mira": "interviewer", "Joyce": "Chair"},
    ),
    Document("A1", "A1.txt", None, "article", "2025-08-09", "Bakers at the table", consent="named"),
)  # fmt: skip

CODEBOOK = Codebook(
    "Small",
    (
        Code("why", "Why"),
        Code("trust", "Trust", "Confidence that is spent later.", parent="why"),
        Code("power", "Sharing power", "A decision passes to somebody else.", parent="why"),
        Code("paper", "Paper that protects", "A contract kept people safe."),
        Code("money", "Money", "It runs out."),
    ),
    version="3",
)
GUIDE = Guide(
    (
        Question("q1", "Whom do you trust?", ("trust", "paper")),
        Question("q2", "Who decides?", ("power",)),
        Question("q3", "What about money?", ("money",)),
    )
)
# Who coded what: coder, document, code and the first and last words of the passage.
CODED = (
    ("mira", "D1", "trust", "We trust the bakers, more than ourselves."),
    ("jonas", "D1", "trust", "trust the bakers"),
    ("mira", "D1", "power", "They hold the whole budget now, all of it."),
    ("mira", "D1", "power", HOSTILE),
    ("mira", "D2", "power", "The tenants decide about lettings"),
    ("mira", "D2", "trust", "I trust them with the keys."),
    ("mira", "D3", "paper", "Clause nine kept the lamps burning in Coldmere when goodwill went home for its supper."),
    ("mira", "D3", "trust", "Nobody trusts the rota, so we trust the wall calendar instead of the wardens."),
    ("mira", "D4", "trust", "Periwinkle money bought trust here"),
    ("mira", "D4", "power", "the residents vote on the periwinkle fund."),
    ("mira", "D5", "trust", "Withdrawn marmalade trust, which nobody may ever see or count."),
    ("mira", "D6", "trust", "I trust the volunteers because they turn up on wet Tuesdays"),
)


def transcript(document: str) -> Transcript:
    """A text with a label before each turn, as an importer would make it."""
    if document == "A1":
        first, second = ARTICLE.strip().split("\n\n")
        at = ARTICLE.index(second)
        quoted = Turn(2, "quote", at, at + len(second), "Baker, Alderfleet")
        return Transcript(ARTICLE, (Turn(1, "paragraph", 0, len(first)), quoted), title="Bakers at the table")
    text, turns = "", []
    for number, (speaker, said) in enumerate(SPEECH[document], 1):
        start = len(text) + len(speaker) + 2
        text += f"{speaker}: {said}\n\n"
        turns.append(Turn(number, "speech", start, start + len(said), speaker, time_start=60.0 * number))
    return Transcript(text, tuple(turns))


def coding(coder: str, document: str, code: str, said: str, *, memo: str = "", ident: str = "") -> Coding:
    """A coding on words that stand in the document exactly once."""
    text = transcript(document).text
    assert text.count(said) == 1, f"{document} must hold these words once"
    start = text.index(said)
    ident = ident or f"{coder}-{document}-{code}-{start}"
    return Coding(
        ident, document, code, coder, start, start + len(said), said, memo=memo, text=transcript(document).hash
    )


def codings() -> tuple[Coding, ...]:
    """All codings of the small study."""
    in_article = coding("mira", "A1", "power", "Alderfleet has handed the budget")
    return (*(coding(*row) for row in CODED), in_article)


def study(
    folder: Path,
    *,
    consents: Mapping[str, Consent] | None = None,
    more: tuple[Coding, ...] = (),
    written: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    names: tuple[Pseudonym, ...] = (),
) -> Study:
    """The small study, with other consents, more codings, files in briefing/, settings or names where given."""
    for name, text in (written or {}).items():
        path = folder / "briefing" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    documents = tuple(replace(d, consent=(consents or {}).get(d.id, d.consent)) for d in DOCUMENTS)
    done = tuple(Done(document.id, "mira", "2025-09-01T00:00:00Z") for document in documents if document.id != "A1")
    links = (CaseLink("A1", 1, "alder", "named"), CaseLink("A1", 2, "alder", "heading"))
    return Study(
        folder,
        settings
        or Settings(
            "Small places",
            "Four of them",
            coders=("mira", "jonas"),
            seed=7,
            invented="All of it is invented.",
            rest={"cases": {"attributes": ["sector", "residents"], "group_by": "sector"}},
        ),
        CASES,
        documents,
        CODEBOOK,
        GUIDE,
        Ways(
            transcript=lambda _, document: transcript(document.id),
            fold=lambda _: Folded(codings() + more, done),
            tags=lambda _: (),
            caselinks=lambda _: links,
            frame=lambda _, __: None,  # type: ignore[arg-type,return-value]
        ),
        names=names,
    )
