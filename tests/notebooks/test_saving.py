"""What JupyterLab saves of a notebook in a study: what its author wrote, and nothing of what was shown."""

from __future__ import annotations

import copy
from typing import Any

from collabstudy.run.lab import without_outputs


def shown() -> dict[str, Any]:
    output = {"output_type": "stream", "name": "stdout", "text": "somebody's words"}
    code = {"cell_type": "code", "id": "b", "source": "1", "execution_count": 7, "outputs": [output]}
    code["metadata"] = {"tags": ["parameters"], "execution": {"iopub.execute_input": "2026"}, "scrolled": True}
    prose = {"cell_type": "markdown", "id": "a", "source": "# A", "metadata": {}}
    language = {"name": "python", "version": "3.11.7"}
    metadata = {"kernelspec": {"name": "python3"}, "language_info": language, "widgets": {"state": "more words"}}
    return {"type": "notebook", "content": {"cells": [prose, code], "metadata": metadata, "nbformat": 4}}


def test_outputs_counts_and_widgets_are_left_out() -> None:
    model = shown()
    without_outputs(model=model, path="notebooks/10.ipynb", contents_manager=None)
    prose, code = model["content"]["cells"]
    assert prose == shown()["content"]["cells"][0]
    assert code == {
        "cell_type": "code",
        "id": "b",
        "source": "1",
        "execution_count": None,
        "outputs": [],
        "metadata": {"tags": ["parameters"]},
    }
    assert model["content"]["metadata"] == {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}
    assert "words" in str(shown()) and "words" not in str(model)


def test_other_files_are_left_alone() -> None:
    for model in ({"type": "file", "content": "outputs"}, {"type": "notebook", "content": None}):
        before = copy.deepcopy(model)
        without_outputs(model=model)
        assert model == before
