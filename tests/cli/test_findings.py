"""`collabstudy findings` and `collabstudy diff`, as they are typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Typed = Callable[..., "subprocess.CompletedProcess[str]"]

FINDINGS = """findings:
  - {id: few-speak, statement: "{trust.cases} of {trust.of} places trust.", claim: none, code: trust}
  - {id: elm, statement: Elm trusts., claim: {kind: all, code: trust, among: {case: elm}}}
"""


@pytest.fixture
def claiming(study: Path, tmp_path: Path, typed: Typed) -> Path:
    """Elm speaks of trust, as rules find; Oak has not been interviewed."""
    typed("add", tmp_path / "Elm 2026-05-03.txt", "--case", "elm", folder=study)
    settings = study / "study.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(told + '\n[findings]\nevidence = ["rules"]\nunknown = 1\n', encoding="utf-8")
    (study / "briefing/findings.yaml").write_text(FINDINGS, encoding="utf-8")
    return study


def test_each_sentence_is_told_with_its_numbers_its_reason_and_the_words(claiming: Path, typed: Typed) -> None:
    done = typed("findings", folder=claiming)
    assert (done.returncode, done.stderr) == (0, "")
    *told, below = done.stdout.splitlines()
    assert told == [
        "broken     1 of 1 places trust.",
        "           1 of 1 place; not coded yet: Oak Trust; evidence: rules",
        "           against: Elm Council",
        "holds      Elm trusts.",
        "           1 of 1 place; evidence: rules",
    ]
    assert below.startswith(
        "They rest on codings by rules, where one does not say otherwise. A sentence is undecided where more than 1 of"
    )
    assert "could turn it. “All” is every place that was asked and coded, “most”" in below


def test_strict_ends_with_1_and_names_what_is_broken(claiming: Path, typed: Typed) -> None:
    done = typed("findings", "--strict", folder=claiming)
    assert done.returncode == 1
    assert done.stdout == typed("findings", folder=claiming).stdout
    assert done.stderr.splitlines()[0] == "briefing/findings.yaml: a sentence no longer holds: few-speak"
    (claiming / "briefing/findings.yaml").write_text(FINDINGS.replace("claim: none", "claim: all"), encoding="utf-8")
    assert typed("findings", "--strict", folder=claiming).returncode == 0


def test_the_table_for_machines_has_the_columns_of_the_contract(claiming: Path, typed: Typed) -> None:
    rows = json.loads(typed("findings", "--json", folder=claiming).stdout)
    assert list(rows[0])[:7] == ["finding", "statement", "claim", "result", "support", "against", "denominator"]
    assert [row["result"] for row in rows] == ["broken", "holds"]
    assert rows[0]["since"] is None
    strict = typed("findings", "--json", "--strict", folder=claiming)
    assert (strict.returncode, json.loads(strict.stdout)) == (1, rows)


def test_what_is_wrong_is_told_with_how_much_more(claiming: Path, typed: Typed) -> None:
    text = FINDINGS.replace("code: trust", "code: trsut").replace("{trust.of}", "{trust.off}")
    (claiming / "briefing/findings.yaml").write_text(text, encoding="utf-8")
    done = typed("findings", folder=claiming)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "briefing/findings.yaml, line 2: few-speak: no code trsut",
        "  hint: is it trust?; 2 more: `collabstudy check` lists them",
    ]
    checked = json.loads(typed("check", "--json", folder=claiming).stdout)
    listed = [(p["code"], p["line"]) for p in checked if p["code"].startswith("finding")]
    assert sorted(listed) == [("finding-braces", 2), ("finding-unknown", 2), ("finding-unknown", 3)]


def test_diff_says_what_it_needs(claiming: Path, typed: Typed) -> None:
    done = typed("diff", folder=claiming)
    assert (done.returncode, done.stderr.splitlines()[1]) == (1, "  hint: collabstudy run")
    done = typed("diff", "v1..v2", folder=claiming)
    assert done.returncode == 1
    assert "git" in done.stderr


def test_diff_between_a_commit_and_now(claiming: Path, typed: Typed) -> None:
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=M", "-c", "user.email=m@x", "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(claiming), *words], check=True, capture_output=True)
    book = claiming / "codebooks/codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("trust*", "bread"), encoding="utf-8")
    done = typed("diff", "HEAD", folder=claiming)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "the codebook has changed",
        "broken: Elm trusts. (1 of 1 → 0 of 1 places; was holds; now against it: Elm Council)",
        "holds: 0 of 1 places trust. (1 of 1 → 0 of 1 places; was broken; now for it: Elm Council)",
    ]
    assert json.loads(typed("diff", "HEAD", "--json", folder=claiming).stdout) == done.stdout.splitlines()


def test_a_run_ends_with_the_sentences_and_strict_makes_it_fail_after_everything_is_made(
    claiming: Path, typed: Typed
) -> None:
    for notebook in (claiming / "notebooks").glob("*.ipynb"):
        notebook.unlink()
    done = typed("run", "--strict", folder=claiming)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-2:] == [
        "broken     1 of 1 places trust. (1 of 1; against: Elm Council)",
        "holds      Elm trusts. (1 of 1)",
    ]
    assert done.stderr.splitlines()[0] == "briefing/findings.yaml: a sentence no longer holds: few-speak"
    assert (claiming / "build/briefing.html").is_file()
    again = typed("run", "--json", folder=claiming)
    assert again.returncode == 0
    told = json.loads(again.stdout)["findings"]
    assert [(finding["finding"], finding["result"]) for finding in told] == [("few-speak", "broken"), ("elm", "holds")]
