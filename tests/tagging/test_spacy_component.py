"""The codebook in a spaCy pipeline finds what `collabstudy tag` finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from collabstudy.errors import CodebookError
from collabstudy.model.codebook import Code
from collabstudy.tagging import spacy_component
from collabstudy.tagging.texts import tag_texts

TEXT = "Trust-based work; we shared powers. Trustees decide, nobody trusts."
BOOK = {
    "name": "Small",
    "codes": [
        {
            "id": "trust",
            "terms": ["trust*"],
            "not": ["trustee*"],
            "codes": [{"id": "power", "terms": ["lemma:share power"]}],
        },
        {"id": "by-hand"},
    ],
}
PLACES = [("Trust", "trust", "trust*"), ("shared powers", "power", "lemma:share power"), ("trusts", "trust", "trust*")]


@pytest.fixture(autouse=True)
def _registered() -> None:
    """As the entry point of the installed package does."""
    assert callable(spacy_component.factory)


def spans(doc: spacy.tokens.Doc, key: str = "codings") -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans[key]]


def test_codings_are_spans_with_code_and_term() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("collabstudy_codebook", config={"codebook": BOOK})
    doc = nlp(TEXT)
    assert spans(doc) == PLACES
    hits = tag_texts([Code("trust", "", terms=("trust*",), not_terms=("trustee*",))], [TEXT], "en")
    assert [span.start_char for span in doc.spans["codings"] if span.label_ == "trust"] == hits.start.tolist()


def test_many_documents_at_a_time_are_the_same_as_one_by_one() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("collabstudy_codebook", config={"codebook": BOOK, "spans_key": "found"})
    docs = list(nlp.pipe([TEXT, "Nothing.", "", TEXT] * 100))
    assert [spans(doc, "found") for doc in docs] == [PLACES, [], [], PLACES] * 100


def test_a_saved_pipeline_brings_its_codes_along(tmp_path: Path) -> None:
    book = tmp_path / "book.yaml"
    book.write_text(json.dumps(BOOK), encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("collabstudy_codebook", config={"codebook": str(book)})
    nlp.to_disk(tmp_path / "pipeline")
    book.unlink()
    doc = spacy.load(tmp_path / "pipeline")(TEXT)
    assert spans(doc) == PLACES


def test_a_span_covers_every_token_that_its_coding_touches() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("collabstudy_codebook", config={"codebook": {"x": ["/rus/"]}})
    doc = nlp("We trust.")
    assert spans(doc) == [("trust", "x", "/rus/")]


def test_other_languages_and_bare_dictionaries_do() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("collabstudy_codebook", config={"codebook": {"Wege": {"gehen": ["lemma:gehen"]}}})
    doc = nlp("Er ist gegangen.")
    assert spans(doc) == [("gegangen", "gehen", "lemma:gehen")]


@pytest.mark.parametrize("codebook", [None, {}, {"trust": "trust*"}, {"codes": [{"name": "Trust"}]}, 7])
def test_what_is_no_codebook_is_refused(codebook: object) -> None:
    with pytest.raises(CodebookError):
        spacy.blank("en").add_pipe("collabstudy_codebook", config={"codebook": codebook})


def test_a_missing_codebook_is_told_when_it_is_needed(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("collabstudy_codebook", config={"codebook": str(tmp_path / "gone.yaml")})
    with pytest.raises(CodebookError, match="missing"):
        nlp(TEXT)
