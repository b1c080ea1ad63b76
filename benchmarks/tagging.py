"""How long tagging takes, beside a bare pyahocorasick loop and spaCy's PhraseMatcher on the same texts.

    python benchmarks/tagging.py [FOLDER] [--documents 1000] [--rounds 5]

FOLDER holds what shared/bench/gen.py makes: texts/*.txt, codebook.json and codebook.yaml; and more.json, the codebook
of another seed. Without it, gen.py of the folder ../shared is run, by a Python that has wordfreq (this one, or
COLLABSTUDY_BENCH_PYTHON).
What is compared is run in turns, and medians of the rounds are shown, in seconds of CPU: the machine may be busy, the
ratios still hold.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.study import Study
from collabstudy.run.opening import cache_of, read_study
from collabstudy.tagging.tag import tag
from collabstudy.tagging.texts import tag_texts

HEAD = "document,file,case,kind,date,title,speakers,asked,consent,language"
PHRASE_MATCHER_TEXTS = 100
BARE = """
import ahocorasick, glob, sys, yaml
from collections import Counter, defaultdict
branches = yaml.safe_load(open(sys.argv[1] + "/codebook.yaml")).values()
book = {c: t for codes in branches for c, t in codes.items()}
stems = defaultdict(list)
for code, terms in book.items():
    for term in terms:
        stems[term.rstrip("*")].append((code, term.endswith("*")))
automaton = ahocorasick.Automaton()
for stem, meant in stems.items():
    automaton.add_word(stem, (len(stem), meant))
automaton.make_automaton()
counts = Counter()
for path in sorted(glob.glob(sys.argv[1] + "/texts/*.txt")):
    text = open(path).read().lower()
    for end, (length, meant) in automaton.iter(text):
        start = end - length + 1
        if start and text[start - 1].isalnum():
            continue
        for code, wild in meant:
            if wild or end + 1 == len(text) or not text[end + 1].isalnum():
                counts[code] += 1
print(sum(counts.values()))
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--documents", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.peak:
        print(peak_of(chosen.peak))
        return
    with tempfile.TemporaryDirectory() as place:
        corpus = chosen.folder or generated(Path(place), chosen.documents)
        in_memory(corpus, chosen.documents, chosen.rounds)
        kept(corpus, chosen.documents, chosen.rounds, Path(place))
        processes(corpus, chosen.documents, chosen.rounds, Path(place))


def generated(place: Path, documents: int) -> Path:
    root = Path(__file__).resolve().parents[1]
    shared = Path(os.environ.get("COLLABSTUDY_SHARED") or root.parent / "shared")
    python = os.environ.get("COLLABSTUDY_BENCH_PYTHON") or sys.executable
    script, made = [python, str(shared / "bench" / "gen.py")], place / "made"
    subprocess.run([*script, str(made / "texts"), str(documents)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*script, str(place / "more" / "texts"), "0", "6000", "8"], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(place / "more" / "codebook.json", made / "more.json")
    return made


def codes_of(corpus: Path, name: str) -> list[Code]:
    book = json.loads((corpus / name).read_text(encoding="utf-8"))
    return [Code(name, name, terms=tuple(terms)) for codes in book.values() for name, terms in codes.items()]


def texts_of(corpus: Path, documents: int) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((corpus / "texts").glob("*.txt"))[:documents]]


def in_turns(rounds: int, **ways: Callable[[], object]) -> dict[str, float]:
    """CPU seconds of each way, the median of several rounds in which each is run once."""
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, way in ways.items():
            spent[name].append(seconds(way))
    return {name: median(seconds) for name, seconds in spent.items()}


def show(what: str, seconds: float, beside: str = "", limit: str = "") -> None:
    print(f"{what:58s} {seconds:8.3f} s  {beside:34s} {limit}", flush=True)


def in_memory(corpus: Path, documents: int, rounds: int) -> None:
    codes, texts = codes_of(corpus, "codebook.json"), texts_of(corpus, documents)
    twice = codes + [replace(code, id=f"{code.id}+") for code in codes_of(corpus, "more.json")]
    size = sum(map(len, texts))
    terms = sum(len(code.terms) for code in codes)
    print(f"{len(texts)} texts, {size / 1e6:.1f} million letters, {len(codes)} codes, {terms} terms")
    spent = in_turns(
        rounds,
        loop=lambda: bare_loop(codes, texts),
        rows=lambda: bare_rows(codes, texts),
        ours=lambda: tag_texts(codes, texts, "en"),
        twice=lambda: tag_texts(twice, texts, "en"),
    )
    matcher, of = phrase_matcher(codes, texts[:PHRASE_MATCHER_TEXTS]), sum(map(len, texts[:PHRASE_MATCHER_TEXTS]))
    spaced = in_turns(1 if rounds < 3 else 3, spacy=matcher)["spacy"] * size / of
    show("bare pyahocorasick loop: count every hit", spent["loop"], f"{size / spent['loop'] / 1e6:.0f} MB/s")
    show("the same, only whole words, as rows", spent["rows"])
    show(
        "collabstudy: texts to a table of spans",
        spent["ours"],
        f"{spent['ours'] / spent['loop']:.2f} × the bare loop",
        "at most 1.5",
    )
    show(
        f"spaCy PhraseMatcher (scaled from {PHRASE_MATCHER_TEXTS} texts)",
        spaced,
        f"{spaced / spent['ours']:.0f} × ours",
        "at least 15",
    )
    show("twice as many terms", spent["twice"], f"+{spent['twice'] / spent['ours'] - 1:.0%}", "less than +20 %")


def automaton(codes: list[Code]) -> object:
    import ahocorasick

    stems: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for number, code in enumerate(codes):
        for term in code.terms:
            stems[term.rstrip("*")].append((number, term.endswith("*")))
    made = ahocorasick.Automaton()
    for stem, meant in stems.items():
        made.add_word(stem, (len(stem), meant))
    made.make_automaton()
    return made


def bare_loop(codes: list[Code], texts: list[str]) -> int:
    made, found = automaton(codes), 0
    for text in texts:
        for _ in made.iter(text.lower()):  # type: ignore[attr-defined]
            found += 1
    return found


def bare_rows(codes: list[Code], texts: list[str]) -> list[tuple[int, int, int, int]]:
    made, rows = automaton(codes), []
    for document, text in enumerate(texts):
        low = text.lower()
        for last, (length, meant) in made.iter(low):  # type: ignore[attr-defined]
            start, end = last - length + 1, last + 1
            if start and low[start - 1].isalnum():
                continue
            for code, wild in meant:
                if wild or end == len(low) or not low[end].isalnum():
                    rows.append((document, code, start, end))
    return rows


def phrase_matcher(codes: list[Code], texts: list[str]) -> Callable[[], int]:
    """PhraseMatcher knows no wildcards: they are written out with the words of the texts beforehand, not counted."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    words = sorted({token.lower_ for text in texts for token in nlp.make_doc(text)})
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for code in codes:
        for term in code.terms:
            stem = term.rstrip("*")
            last = [word for word in words if word.startswith(stem.split()[-1])] if stem != term else [stem.split()[-1]]
            matcher.add(code.id, [nlp.make_doc(" ".join([*stem.split()[:-1], word])) for word in last])
    return lambda: sum(len(matcher(nlp.make_doc(text))) for text in texts)


def study_of(corpus: Path, documents: int, folder: Path) -> Path:
    """The texts as a study folder."""
    (folder / "corpus" / "interviews").mkdir(parents=True)
    (folder / "codebooks").mkdir()
    shutil.copy(corpus / "codebook.yaml", folder / "codebooks" / "book.yaml")
    (folder / "study.toml").write_text('title = "Bench"\ncodebook = "codebooks/book.yaml"\n', encoding="utf-8")
    (folder / "corpus" / "cases.csv").write_text("case,name,aliases\nhere,Here,\n", encoding="utf-8")
    for path in sorted((corpus / "texts").glob("*.txt"))[:documents]:
        shutil.copy(path, folder / "corpus" / "interviews")
    register(folder, documents)
    return folder


def register(folder: Path, documents: int) -> None:
    speakers = "Interviewer=interviewer;Participant=Manager"
    rows = [
        f"{path.stem},interviews/{path.name},here,interview,2025,,{speakers},,role,en"
        for path in sorted((folder / "corpus" / "interviews").glob("*.txt"))[:documents]
    ]
    (folder / "corpus" / "documents.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


def kept(corpus: Path, documents: int, rounds: int, place: Path) -> None:
    """What the cache saves: transcripts are in memory, so that only tagging is measured."""
    folder = study_of(corpus, documents, place / "kept")
    study = opened(folder)
    books = [edited(study.codebook, number) for number in range(rounds + 1)]
    cold, edit, same, add = [], [], [], []
    for number in range(rounds):
        clear(folder)
        fewer = replace(study, documents=study.documents[:-1])
        fewer._transcripts.update(study._transcripts)
        cold.append(seconds(lambda: tag(fewer, cache=cache_of(study))))  # noqa: B023
        add.append(seconds(lambda: tag(study, cache=cache_of(study))))
        edit.append(seconds(lambda: tag(study, codebook=books[number], cache=cache_of(study))))  # noqa: B023
        same.append(seconds(lambda: tag(study, codebook=books[number], cache=cache_of(study))))  # noqa: B023
    first = median(cold)
    show("cold, keeping words and hits", first)
    show("one code of sixty edited", median(edit), f"{median(edit) / first:.0%} of cold", "at most 25 %")
    show("one interview added", median(add), f"{median(add) / first:.1%} of cold", "documents: one")
    show("nothing changed", median(same), f"{median(same) / first:.1%} of cold")


def opened(folder: Path) -> Study:
    study = read_study(folder)
    for document in study.documents:
        study.transcript(document.id)
    return study


def edited(book: Codebook, number: int) -> Codebook:
    """The book with one code changed, another change for each number."""
    codes = list(book.codes)
    at = next(index for index, code in enumerate(codes) if code.terms)
    codes[at] = replace(codes[at], terms=(*codes[at].terms[number + 1 :], "changed"))
    return Codebook(book.name, tuple(codes), book.file)


def clear(folder: Path) -> None:
    for shelf in ("tags", "tokens"):
        shutil.rmtree(folder / ".collabstudy" / shelf, ignore_errors=True)


def seconds(way: Callable[[], object]) -> float:
    """Seconds of CPU of this process and of those it has waited for; all that is measured here works on one core."""
    gc.collect()
    begun = time.process_time() + children()
    way()
    return time.process_time() + children() - begun


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def processes(corpus: Path, documents: int, rounds: int, place: Path) -> None:
    ten = study_of(corpus, 10, place / "ten")
    shutil.copytree(ten / "corpus" / "interviews", place / "bare" / "texts")
    shutil.copy(corpus / "codebook.yaml", place / "bare")
    bare = [sys.executable, "-c", BARE, str(place / "bare")]
    ours = [str(Path(sys.executable).with_name("collabstudy")), "tag", "--study", str(ten)]
    spent = in_turns(
        rounds,
        loop=lambda: run(bare),
        dry=lambda: run([*ours, "--dry-run"]),
        cold=lambda: (shutil.rmtree(ten / ".collabstudy", ignore_errors=True), run(ours)),
        warm=lambda: run(ours),
    )
    show("process: bare loop over ten interviews", spent["loop"])
    for name, what in (("cold", "first time"), ("dry", "--dry-run"), ("warm", "again")):
        limit = "at most 3.5"
        show(
            f"process: collabstudy tag, ten interviews, {what}",
            spent[name],
            f"{spent[name] / spent['loop']:.2f} × the bare process",
            limit,
        )
    many = place / "kept"
    peak = int(run([sys.executable, __file__, "--peak", str(many)]))
    print(f"{'peak memory of tagging all of them':58s} {peak:8d} MB {'':35s} under 400 MB")
    added = growing(many, documents, rounds)
    show("process: collabstudy tag, all interviews, cold", added[0])
    show("process: the same with one more", added[1], f"{added[1] / added[0]:.0%} of cold", "at most 20 %")


def growing(folder: Path, documents: int, rounds: int) -> tuple[float, float]:
    command = [str(Path(sys.executable).with_name("collabstudy")), "tag", "--study", str(folder)]
    cold, added = [], []
    for _ in range(min(rounds, 3)):
        shutil.rmtree(folder / ".collabstudy", ignore_errors=True)
        register(folder, documents - 1)
        cold.append(seconds(lambda: run(command)))
        register(folder, documents)
        added.append(seconds(lambda: run(command)))
    return median(cold), median(added)


def run(command: list[str]) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout


def peak_of(folder: Path) -> int:
    """Megabytes at most in use by this process after tagging a whole study; its transcripts are read before."""
    tag(opened(folder))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
