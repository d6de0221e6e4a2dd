"""Puts the compiled form of the knowledge into a wheel, so that an installed Milkpath starts at once, also without a cache."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path(__file__).parent / "src"


class CompiledKnowledge(BuildHookInterface):
    """Compiles the YAML files of this checkout while a wheel is built; an editable install reads the files themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled form and name it as a part of the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(SOURCES))
        from milkpath.knowledge import compiled, reader  # noqa: PLC0415 - from this checkout

        content = reader.shipped_files()
        target = Path(self.directory) / compiled.SHIPPED
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(compiled.pack(reader.key_of_content(content), reader.read_knowledge(content)))
        build_data["force_include"][str(target)] = f"milkpath/knowledge/{compiled.SHIPPED}"
