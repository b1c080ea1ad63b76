"""The encoder in numpy gives what the published model gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from collabstudy.errors import MissingPartError
from collabstudy.topics.embed import one_thread_each
from collabstudy.topics.minilm import WINDOW, minilm
from collabstudy.topics.weights import model_folder, verified

# First four numbers and the last, by PyTorch 2.13.0 and transformers 5.23.0 (BertModel on the same weights, mean of the
# last hidden states, unit length), run once beside this project.
TORCH = {
    "The council and the charity meet every month.": (-0.016359, -0.043629, -0.03544, 0.036283, -0.013728),
    "My grandmother bakes bread on Sundays.": (0.050997, 0.092528, 0.065455, 0.026146, -0.090896),
    "Trust takes years to build; it can go in an afternoon, can't it?": (
        -0.005343,
        -0.005696,
        0.048372,
        0.070855,
        -0.008026,
    ),
    "Um, so we — we sort of sat down with the families and asked what they’d want, and honestly nobody had ever asked "
    "them that before, which tells you something about how we used to work, I think, and about who we thought the "
    "service was for.": (-0.080262, 0.081924, 0.020929, -0.048406, 0.009376),
}


def test_the_similarities_printed_in_the_sentence_transformers_quickstart_come_out() -> None:
    texts = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    vectors = np.array([minilm().vector(text) for text in texts])
    printed = [[1.0000, 0.6660, 0.1046], [0.6660, 1.0000, 0.1411], [0.1046, 0.1411, 1.0000]]
    assert np.abs(vectors @ vectors.T - printed).max() < 0.5e-4


@pytest.mark.parametrize("text", TORCH)
def test_the_numbers_are_those_of_pytorch(text: str) -> None:
    found = minilm().vector(text)
    assert found.shape == (384,)
    assert found[[0, 1, 2, 3, 383]] == pytest.approx(TORCH[text], abs=1.5e-6)


def test_a_text_has_the_same_bits_whatever_came_before_it() -> None:
    texts = [" ".join(["tomato"] * count) for count in (1, 7, 60, 200)]
    with one_thread_each():
        first = {text: minilm().vector(text).tobytes() for text in texts}
        again = {text: minilm().vector(text).tobytes() for text in reversed(texts)}
    assert len(set(first.values())) == 4
    assert first == again


def test_a_text_beyond_the_window_is_refused_instead_of_cut() -> None:
    assert minilm().pieces("tomato " * (WINDOW - 2)) == WINDOW
    with pytest.raises(ValueError, match="257 word pieces"):
        minilm().vector("tomato " * (WINDOW - 1))


def test_an_empty_text_has_a_place_too() -> None:
    assert np.linalg.norm(minilm().vector("")) == pytest.approx(1)


def test_a_package_that_is_not_installed_is_named_with_a_way_out() -> None:
    with pytest.raises(MissingPartError, match=r"MiniLM is not installed\n  hint: install the extra"):
        model_folder("a_package_nobody_has")


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path) -> None:
    content = (model_folder() / "tokenizer.json").read_bytes()
    (tmp_path / "tokenizer.json").write_bytes(content)
    (tmp_path / "model.safetensors").write_bytes(b"not quite the weights")
    with pytest.raises(MissingPartError, match=r"not the published MiniLM weights.*expected 53aa51172d142c89"):
        verified(tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match=r"lacks model\.safetensors"):
        verified(tmp_path)
