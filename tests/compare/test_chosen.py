"""What people write into study.toml by mistake: always refused with a way out, never a traceback."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare.contrast import contrast
from collabstudy.compare.influence import influence
from collabstudy.compare.saturation import saturation
from collabstudy.compare.truthtable import truthtable
from collabstudy.errors import SettingsError

VERBS: dict[str, tuple[Any, dict[str, Any]]] = {
    "contrast": (contrast, {"by": "sector", "test": "fisher"}),
    "influence": (influence, {}),
    "saturation": (
        saturation,
        {"by": "interview", "base": 1, "run": 1, "threshold": 0.05, "order": "date", "orders": 20},
    ),
    "truthtable": (
        truthtable,
        {
            "outcome": "trust",
            "conditions": ["sector"],
            "unit": "turn",
            "inclusion": 0.8,
            "exclusion": 0.5,
            "frequency": 1,
            "calibration": {"sector": {"is": "council"}},
        },
    ),
}
NAMES: tuple[Any, ...] = (5, True, [], ["x"], {}, 1.5, ["sector", "sector"], [["x"]])
NUMBERS: tuple[Any, ...] = ("4", True, [], {}, -1, 1.5, float("nan"), float("inf"), "12,000")
LISTS: tuple[Any, ...] = (5, True, [], {}, [5], [["x"]], "")
TABLES = (5, True, "x", ["x"])
WRONG: dict[str, dict[str, tuple[Any, ...]]] = {
    "contrast": {
        **dict.fromkeys(["by", "test", "level"], NAMES),
        **dict.fromkeys(["alpha", "permutations", "seed"], NUMBERS),
        **dict.fromkeys(["groups", "codes", "evidence"], LISTS),
        "paired": ("no", 0, []),
        "cuts": (*NUMBERS[1:4], *NUMBERS[6:], "third"),
    },
    "influence": {"level": NAMES, "bound": ("x", True, [], -1, 1.5, float("nan")), "evidence": LISTS},
    "saturation": {
        **dict.fromkeys(["by", "order", "level", "within"], NAMES),
        **dict.fromkeys(["base", "run", "orders", "seed"], NUMBERS),
        "threshold": (*NUMBERS[:5], *NUMBERS[6:], 1),
        "evidence": LISTS,
    },
    "truthtable": {
        **dict.fromkeys(["outcome", "unit"], NAMES),
        "conditions": (*LISTS, ["trust"], ["~sector"], ["sector", "sector"]),
        "evidence": LISTS,
        **dict.fromkeys(["inclusion", "exclusion", "idm"], NUMBERS),
        "frequency": (*NUMBERS, 0),
        "calibration": (*TABLES, {"sector": 5}),
        "expectations": (*TABLES, {"x": 1}),
    },
}
EACH = [(verb, choice, value) for verb, those in WRONG.items() for choice, values in those.items() for value in values]


@pytest.mark.parametrize(("verb", "choice", "value"), EACH, ids=str)
def test_a_wrong_type_is_refused_with_a_way_out(hand: ModuleType, verb: str, choice: str, value: Any) -> None:
    run, chosen = VERBS[verb]
    run(hand.make(), **chosen)
    with pytest.raises(SettingsError) as refused:
        run(hand.make(), **{**chosen, choice: value})
    assert refused.value.hint
