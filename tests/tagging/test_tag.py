"""A study's texts are tagged in scope, with exact places, and as little as has to be is done again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from collabstudy.errors import CodebookError, SourceError
from collabstudy.io.cache import DiskCache
from collabstudy.model.codebook import Codebook
from collabstudy.model.study import Study
from collabstudy.run.opening import read_study
from collabstudy.tagging.kept import columns
from collabstudy.tagging.tag import tag
from collabstudy.tagging.tags import Tags, Work

WriteStudy = Callable[..., Study]

ONE = (
    "I: Whom do you trust?\n\nP: I trust the nurses. Trustees I do not.\n\nI: And power?\n\nP: Shared power is trust.\n"
)
TWO = "I: Hello.\n\nP: Nobody shares power here – nobody.\n"
THREE = "I: Hello.\n\nP: We share power, and trust.\n"
TRUST = {"id": "trust", "definition": "Believing.", "terms": ["trust", "trustee*"]}
POWER = {"id": "power", "definition": "Deciding.", "terms": ["lemma:share power"], "not": ["nobody NEAR/3 power"]}


def quotes(tags: Tags) -> list[tuple[str, str, str]]:
    """What was found, as document, code and words."""
    rows = tags.frame()
    return list(zip(rows["document"], rows["code"], rows["quote"], strict=True))


def places(tags: Tags) -> list[tuple[int, ...]]:
    return list(zip(*(column.tolist() for column in columns(tags.hits)), strict=True))


def test_what_the_interviewer_says_is_no_evidence(write_study: WriteStudy) -> None:
    study = write_study({"P01": ONE, "P02": TWO}, [TRUST, POWER])
    assert quotes(tag(study)) == [
        ("P01", "trust", "trust"),
        ("P01", "trust", "Trustees"),
        ("P01", "power", "Shared power"),
        ("P01", "trust", "trust"),
    ]


def test_places_are_code_points_of_the_whole_text(write_study: WriteStudy) -> None:
    study = write_study({"P01": "I: 😀 é\n\nP: 𝔸 trust\n"}, [TRUST])
    text = study.transcript("P01").text
    tags = tag(study)
    assert len(tags) == 1
    (start,), (end,), (turn,) = tags.start.tolist(), tags.end.tolist(), tags.turn.tolist()
    assert (text[start:end], turn, start) == ("trust", 2, text.index("trust"))


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ({}, ["trust", "trust"]),
        ({"roles": ["interviewer"]}, ["trust"]),
        ({"roles": ["*"]}, ["trust", "trust", "trust"]),
        ({"roles": ["manager"]}, ["trust", "trust"]),
        ({"roles": ["Treasurer"]}, []),
        ({"kinds": ["interview"]}, ["trust", "trust"]),
        ({"kinds": ["article"]}, []),
        ({"kinds": ["interview", "article"], "roles": ["Manager", "interviewer"]}, ["trust", "trust", "trust"]),
    ],
)
def test_a_scope_says_whose_words_count(write_study: WriteStudy, scope: dict[str, list[str]], found: list[str]) -> None:
    study = write_study({"P01": ONE}, [{"id": "trust", "terms": ["trust"], "scope": scope}])
    assert [quote for _, _, quote in quotes(tag(study))] == found


def test_without_roles_everybody_counts(write_study: WriteStudy) -> None:
    study = write_study({"P01": ONE}, [TRUST], speakers="")
    assert [quote for _, _, quote in quotes(tag(study))] == ["trust", "trust", "Trustees", "trust"]


def test_headings_are_no_evidence_but_what_stands_under_them_is(write_study: WriteStudy) -> None:
    article = (
        "How trust grew\n\nA paragraph that is long enough to be one speaks of trust here, and of little else.\n\n"
        "More trust\n\nNothing more to say about it today, in this paragraph of some length.\n"
    )
    study = write_study({"A01": article}, [TRUST], kind="article", speakers="")
    kinds = [turn.kind for turn in study.transcript("A01").turns]
    assert kinds == ["heading", "paragraph", "heading", "paragraph"]
    assert quotes(tag(study)) == [("A01", "trust", "trust")]


def test_a_label_or_time_between_two_blocks_of_one_speaker_is_never_found_but_does_not_part_words(
    write_study: WriteStudy,
) -> None:
    text = "Ann  0:01\nWe kept on working\n\nAnn  0:12\ntogether, said Ann.\n\nBob  0:20\nYes.\n"
    study = write_study({"P01": text}, [{"id": "ann", "terms": ["ann", "0", "12", "said ann"]}], speakers="")
    assert [turn.speaker for turn in study.transcript("P01").turns] == ["Ann", "Bob"]
    assert study.transcript("P01").turns[0].gaps
    (span,) = tag(study).evidence("ann")
    assert study.transcript("P01").text[span.start : span.end] == "said Ann"


def test_withdrawn_documents_are_left_out_and_forbidden_words_not_shown(write_study: WriteStudy) -> None:
    speakers = "I=interviewer;P=Manager"
    rows = {
        "P02": f"P02,P02.txt,here,interview,2025-01-01,,{speakers},,withdrawn,en",
        "P03": f"P03,P03.txt,here,interview,2025-01-01,,{speakers},,no-quotes,en",
        "P04": f"P04,P04.txt,here,interview,2025-01-01,,{speakers},,anonymous,en",
    }
    study = write_study(dict.fromkeys(("P01", "P02", "P03", "P04"), THREE), [TRUST], rows=rows)
    tags = tag(study)
    assert tags.documents == ("P01", "P03", "P04")
    assert quotes(tags) == [("P01", "trust", "trust"), ("P03", "trust", ""), ("P04", "trust", "")]


def test_names_that_may_not_be_said_are_not_in_the_table_either(write_study: WriteStudy) -> None:
    study = write_study(
        {"P01": "P: We trusted Hilda there.\n\nI: And now?\n"}, [{"id": "who", "terms": ["trusted NEAR/2 there"]}]
    )
    assert quotes(tag(study)) == [("P01", "who", "trusted Hilda there")]
    (study.folder / "corpus" / "names.csv").write_text(
        "name,instead,kind\nHilda,a neighbour,person\n", encoding="utf-8"
    )
    assert quotes(tag(read_study(study.folder))) == [("P01", "who", "trusted [a neighbour] there")]


def test_codings_are_by_rules_with_lasting_ids(write_study: WriteStudy) -> None:
    study = write_study({"P01": THREE}, [TRUST, POWER])
    power, trust = tag(study).codings(study)
    assert (power.code, power.quote, power.coder, power.origin, power.status) == (
        "power",
        "share power",
        "rules",
        "rules",
        "kept",
    )
    assert power.text == study.transcript("P01").hash
    assert (power.prefix[-3:], power.suffix[:5]) == ("We ", ", and")
    more = write_study({"P00": TWO, "P01": THREE}, [POWER, TRUST])
    assert {coding.id for coding in tag(more).codings(more)} == {power.id, trust.id}


def test_tables_of_tags_count(write_study: WriteStudy) -> None:
    study = write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [TRUST, POWER, {"id": "by-hand"}])
    tags = tag(study)
    assert tags.counts() == {"trust": 4, "power": 2}
    assert tags.term_counts() == {("trust", "trust"): 3, ("trust", "trustee*"): 1, ("power", "lemma:share power"): 2}
    assert tags.documents_of("power") == ("P01", "P03")
    assert [(span.document, span.length) for span in tags.evidence("power")] == [("P01", 12), ("P03", 11)]
    assert list(tags.frame().columns) == ["document", "code", "term", "turn", "start", "end", "quote"]


def test_nothing_to_find_gives_an_empty_table(write_study: WriteStudy) -> None:
    study = write_study({"P01": ONE}, [{"id": "none", "terms": ["zebra"]}])
    assert tag(study).frame().empty
    bare = write_study({"P01": ONE})
    assert (len(tag(bare)), tag(bare).counts(), tag(bare).codings(bare)) == (0, {}, ())


def test_the_second_time_nothing_is_done(write_study: WriteStudy, tmp_path: Path) -> None:
    study, cache = write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [TRUST, POWER]), DiskCache(tmp_path / "cache")
    first = tag(study, cache=cache)
    assert first.work == Work(read=3, searched=3, pairs=6)
    second = tag(study, cache=cache)
    assert second.work == Work(read=0, searched=0, pairs=0)
    assert places(second) == places(first) == places(tag(study))


def test_an_edited_code_is_searched_alone(write_study: WriteStudy, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    tag(write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [TRUST, POWER]), cache=cache)
    study = write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [POWER, TRUST | {"terms": ["nurse*", "trust"]}])
    edited = tag(study, cache=cache)
    assert edited.work == Work(read=0, searched=3, pairs=3)
    assert edited.counts() == {"power": 2, "trust": 4}
    assert places(edited) == places(tag(study))


def test_a_definition_or_name_may_change_without_any_search(write_study: WriteStudy, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    tag(write_study({"P01": ONE}, [TRUST]), cache=cache)
    study = write_study({"P01": ONE}, [TRUST | {"definition": "Other.", "name": "Faith", "id": "faith"}])
    tags = tag(study, cache=cache)
    assert tags.work == Work(read=0, searched=0, pairs=0)
    assert tags.counts() == {"faith": 3}


def test_a_new_document_is_the_only_one_read(write_study: WriteStudy, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    tag(write_study({"P01": ONE, "P03": THREE}, [TRUST, POWER]), cache=cache)
    for number in range(12):  # more than there are packs
        texts = {"P01": ONE, f"P02{number}": TWO, "P03": THREE}
        study = write_study(texts, [TRUST, POWER])
        tags = tag(study, cache=cache)
        assert tags.work == Work(read=1, searched=1, pairs=2)
        assert places(tags) == places(tag(study))
    assert len(list((tmp_path / "cache" / "tags").iterdir())) < 20


def test_a_changed_text_role_or_kind_is_looked_at_again(write_study: WriteStudy, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    tag(write_study({"P01": ONE, "P02": TWO}, [TRUST]), cache=cache)
    changed = write_study({"P01": ONE, "P02": THREE}, [TRUST])
    assert tag(changed, cache=cache).work == Work(1, 1, 1)
    rows = {"P01": "P01,P01.txt,here,interview,2025-01-01,,I=Manager;P=interviewer,,role,en"}
    turned = write_study({"P01": ONE, "P02": THREE}, [TRUST], rows=rows)
    tags = tag(turned, cache=cache)
    assert tags.work == Work(1, 1, 1)
    assert quotes(tags)[0] == ("P01", "trust", "trust")
    assert tags.counts() == {"trust": 2}


def test_some_documents_can_be_tagged_without_losing_what_is_kept_of_the_others(
    write_study: WriteStudy, tmp_path: Path
) -> None:
    study, cache = write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [TRUST]), DiskCache(tmp_path / "cache")
    assert tag(study, documents=["P03"], cache=cache).work.searched == 1
    assert tag(study, cache=cache).work.searched == 2
    edited = write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [TRUST | {"terms": ["trust"]}])
    assert tag(edited, documents=["P01"], cache=cache).work == Work(0, 1, 1)
    assert tag(edited, cache=cache).work == Work(0, 2, 2)
    assert tag(edited, cache=cache).counts() == {"trust": 3}


def test_a_document_known_by_name_is_not_even_opened(write_study: WriteStudy, tmp_path: Path) -> None:
    cache, names = DiskCache(tmp_path / "cache"), {"P01": "a", "P03": "b"}
    study = write_study({"P01": ONE, "P03": THREE}, [TRUST])
    first = tag(study, cache=cache, name=lambda document: names[document.id])
    again = write_study({"P01": ONE, "P03": THREE}, [TRUST])
    for document in again.documents:
        (again.folder / "corpus" / document.file).unlink()
    second = tag(again, cache=cache, name=lambda document: names[document.id])
    assert (second.work, second.counts()) == (Work(0, 0, 0), first.counts())
    with pytest.raises(SourceError):
        tag(again, cache=cache, name=lambda document: names[document.id] + "changed")


def test_a_damaged_cache_costs_only_time(write_study: WriteStudy, tmp_path: Path) -> None:
    study, cache = write_study({"P01": ONE, "P03": THREE}, [TRUST, POWER]), DiskCache(tmp_path / "cache")
    whole = places(tag(study, cache=cache))
    for path in sorted((tmp_path / "cache").rglob("*")):
        if path.is_file():
            for damage in (b"", b"{}", b"[[1", path.read_bytes()[:-3]):
                kept = path.read_bytes()
                path.write_bytes(damage)
                assert places(tag(study, cache=cache)) == whole
                path.write_bytes(kept)


def test_two_languages_keep_their_own_lemmas(write_study: WriteStudy, tmp_path: Path) -> None:
    speakers = "I=interviewer;P=Manager"
    rows = {"D01": f"D01,D01.txt,here,interview,2025-01-01,,{speakers},,role,de-AT"}
    texts = {"D01": "I: Ja?\n\nP: Sie ist gegangen.\n", "E01": "I: Yes?\n\nP: She went.\n"}
    codes = [{"id": "go", "terms": ["lemma:go", "lemma:gehen"]}]
    study = write_study(texts, codes, rows=rows)
    assert quotes(tag(study, cache=DiskCache(tmp_path / "cache"))) == [("D01", "go", "gegangen"), ("E01", "go", "went")]


def test_expressions_are_found_again_from_kept_words(write_study: WriteStudy, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    tag(write_study({"P01": ONE, "P03": THREE}, [TRUST]), cache=cache)
    study = write_study({"P01": ONE, "P03": THREE}, [TRUST, {"id": "x", "terms": ["/nurses?|we [a-z]+/"]}])
    tags = tag(study, cache=cache)
    assert tags.work == Work(0, 2, 2)
    assert [q for q in quotes(tags) if q[1] == "x"] == [("P01", "x", "nurses"), ("P03", "x", "We share")]


def test_an_earlier_version_of_a_text_in_the_cache_is_passed_by(write_study: WriteStudy, tmp_path: Path) -> None:
    """A transcript was corrected, then an expression: the batch still held the text before its correction."""
    cache = DiskCache(tmp_path / "cache")
    think = {"id": "think", "terms": ["/we share/"]}
    tag(write_study({"P01": ONE, "P02": TWO, "P03": THREE}, [think]), cache=cache)
    corrected = {"P01": ONE.replace("Shared power", "When we share power, that"), "P02": TWO, "P03": THREE}
    assert quotes(tag(write_study(corrected, [think]), cache=cache)) == [
        *(("P01", "think", "we share"), ("P03", "think", "We share")),
    ]
    tags = tag(write_study(corrected, [{"id": "think", "terms": ["/we [a-z]+/"]}]), cache=cache)
    assert quotes(tags) == [("P01", "think", "we share"), ("P03", "think", "We share")]
    assert tags.work == Work(0, 3, 3)


def test_another_codebook_may_be_tried(write_study: WriteStudy) -> None:
    study = write_study({"P01": ONE}, [TRUST])
    nurses = replace(study.codebook["trust"], id="nurses", terms=("nurse*",))
    assert tag(study, codebook=Codebook("Draft", (nurses,))).counts() == {"nurses": 1}


def test_a_broken_term_and_a_gone_source_say_where(write_study: WriteStudy) -> None:
    study = write_study({"P01": ONE}, [{"id": "x", "terms": ["/(/"]}])
    with pytest.raises(CodebookError, match=r"codebooks/book\.yaml, line 1: x: "):
        tag(study)
    whole = write_study({"P01": ONE}, [TRUST])
    (whole.folder / "corpus" / "P01.txt").unlink()
    with pytest.raises(SourceError, match=r"P01\.txt"):
        tag(whole)


SHOW = """
import sys
from collabstudy.run.opening import read_study
from collabstudy.tagging.tag import tag
study = read_study(sys.argv[1])
tags = tag(study)
print(sorted((tags.documents[d], tags.codes[c], s, e) for d, c, s, e in
      zip(tags.document.tolist(), tags.code.tolist(), tags.start.tolist(), tags.end.tolist())))
print([name for name in ("pandas", "spacy", "sklearn", "simplemma", "regex") if name in sys.modules])
"""


def test_the_same_is_found_whatever_the_hash_seed_or_the_order_of_files_and_nothing_heavy_is_loaded(
    write_study: WriteStudy,
) -> None:
    outs = set()
    for seed, order in (("0", ("P01", "P02", "P03")), ("7", ("P03", "P01", "P02"))):
        texts = {"P01": ONE, "P02": TWO, "P03": THREE}
        study = write_study(
            {name: texts[name] for name in order}, [TRUST, {"id": "power", "terms": ["shar* NEAR/3 power"]}]
        )
        run = subprocess.run(
            [sys.executable, "-c", SHOW, str(study.folder)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        outs.add(run.stdout)
    (out,) = outs
    assert "('P03', 'power'" in out
    assert json.loads(out.splitlines()[1].replace("'", '"')) == []
