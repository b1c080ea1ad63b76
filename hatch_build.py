"""Put the demo study's one file at the root into the wheel; its folders are mapped in pyproject.toml."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatch can move folders by configuration, a single file only here; an editable install has it in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add study.toml, unless the package is run from the repository itself."""
        if version != "editable":
            build_data["force_include"]["study.toml"] = "collabstudy/_demo/study.toml"
