"""A text as 384 numbers that lie close to those of texts with a similar meaning: all-MiniLM-L6-v2 in numpy.

The published encoder (BERT with 6 layers, mean of the word pieces, unit length) without PyTorch. Each text goes through
on its own: what its numbers are cannot depend on which texts came before it or beside it, to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from collabstudy.topics.weights import PUBLISHED, model_folder, verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats: TypeAlias = NDArray[np.floating[Any]]

WIDTH = 384
"""Numbers per text."""
WINDOW = 256
"""Word pieces that the model was trained to read, the two marks at start and end included."""
NAME = f"all-MiniLM-L6-v2 {PUBLISHED['model.safetensors'][:16]}"

_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12
# Abramowitz & Stegun (1964), formula 7.1.26, halved: erf within 1.5e-7, which is what single precision can hold.
_ERF = tuple(a / 2 for a in (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429))
_ERF_SCALE = 0.3275911 * 2**-0.5
_ROWS_AT_ONCE = 32  # what stays in a processor's fast memory


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's weights, laid out as they are multiplied: inputs down, outputs across."""

    look: Floats
    look_bias: Floats
    merge: Floats
    merge_bias: Floats
    merge_norm: tuple[Floats, Floats]
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    narrow_norm: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class MiniLM:
    """The model in memory (90 MB)."""

    tokenizer: Tokenizer
    words: Floats
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]

    def pieces(self, text: str) -> int:
        """Number of word pieces of a text, the marks at start and end included."""
        return len(self.tokenizer.encode(text))

    def vector(self, text: str) -> Floats:
        """The text's 384 numbers, of length 1 together.

        Raises ValueError for a text of more than 256 word pieces: nothing is cut off in silence.
        """
        ids = self.tokenizer.encode(text).ids
        if len(ids) > WINDOW:
            raise ValueError(f"{len(ids)} word pieces are more than the {WINDOW} that MiniLM reads")
        x = _normal(self.words[ids] + self.places[: len(ids)], self.norm)
        for layer in self.layers:
            x = _through(x, layer)
        mean = x.mean(axis=0)
        unit: Floats = mean / (mean @ mean) ** 0.5
        return unit


@cache
def minilm(folder: Path | None = None) -> MiniLM:
    """The packaged model, loaded once per process.

    Raises MissingPartError when it is not installed, or is not the published one.
    """
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    at = verified(folder or model_folder())
    tokenizer = Tokenizer.from_file(str(at / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    weights: dict[str, Floats] = load_file(at / "model.safetensors")
    return MiniLM(
        tokenizer,
        weights["embeddings.word_embeddings.weight"],
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0],
        _norm(weights, "embeddings"),
        tuple(_layer(weights, f"encoder.layer.{number}") for number in range(_LAYERS)),
    )


def _layer(weights: dict[str, Floats], name: str) -> Layer:
    import numpy as np

    look = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    return Layer(
        look=np.ascontiguousarray(np.concatenate([weights[f"{part}.weight"] for part in look]).T),
        look_bias=np.concatenate([weights[f"{part}.bias"] for part in look]),
        merge=np.ascontiguousarray(weights[f"{name}.attention.output.dense.weight"].T),
        merge_bias=weights[f"{name}.attention.output.dense.bias"],
        merge_norm=_norm(weights, f"{name}.attention.output"),
        widen=np.ascontiguousarray(weights[f"{name}.intermediate.dense.weight"].T),
        widen_bias=weights[f"{name}.intermediate.dense.bias"],
        narrow=np.ascontiguousarray(weights[f"{name}.output.dense.weight"].T),
        narrow_bias=weights[f"{name}.output.dense.bias"],
        narrow_norm=_norm(weights, f"{name}.output"),
    )


def _norm(weights: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"]


def _through(x: Floats, layer: Layer) -> Floats:
    y = _attention(x @ layer.look + layer.look_bias) @ layer.merge
    y += layer.merge_bias
    y += x
    x = _normal(y, layer.merge_norm)
    wide = x @ layer.widen
    wide += layer.widen_bias
    for row in range(0, len(wide), _ROWS_AT_ONCE):
        _gelu(wide[row : row + _ROWS_AT_ONCE])
    y = wide @ layer.narrow
    y += layer.narrow_bias
    y += x
    return _normal(y, layer.narrow_norm)


def _attention(look: Floats) -> Floats:
    import numpy as np

    length = len(look)
    query, key, value = look.reshape(length, 3, _HEADS, -1).transpose(1, 2, 0, 3)
    weight = query @ key.transpose(0, 2, 1)
    weight *= np.float32(query.shape[-1] ** -0.5)
    weight -= weight.max(axis=-1, keepdims=True)
    np.exp(weight, out=weight)
    weight /= weight.sum(axis=-1, keepdims=True)
    return (weight @ value).transpose(1, 0, 2).reshape(length, WIDTH)


def _normal(x: Floats, norm: tuple[Floats, Floats]) -> Floats:
    """Each row brought to mean 0 and variance 1, then scaled and shifted; overwrites x."""
    import numpy as np

    x -= x.mean(axis=-1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
    x *= norm[0]
    x += norm[1]
    return x


def _gelu(x: Floats) -> None:
    """In place: x · Φ(x), as max(x, 0) − |x| · ½(1 − erf(|x| / √2))."""
    import numpy as np

    size = np.abs(x)
    t = size * np.float32(_ERF_SCALE)
    t += 1
    np.reciprocal(t, out=t)
    tail = t * np.float32(_ERF[4])
    for factor in _ERF[3::-1]:
        tail += np.float32(factor)
        tail *= t
    bell = np.multiply(x, x, out=t)
    bell *= np.float32(-0.5)
    np.exp(bell, out=bell)
    tail *= bell
    tail *= size
    np.maximum(x, 0, out=x)
    x -= tail
