"""What a command loads before it works: rooms that it does not need cost every run of it seconds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import environment

_SHOW = "import {module}, sys; print(*sorted(name for name in sys.modules if name.startswith({rooms!r})))"


@pytest.mark.parametrize(
    ("module", "without"),
    [
        ("proofpress.cli", ("bs4", "yaml", "importlib.metadata", "proofpress.tree", "proofpress.bulk")),
        ("proofpress.commands.convert", ("bs4", "http.client", "proofpress.formats", "proofpress.readers")),
        ("proofpress.commands.check", ("bs4", "proofpress.formats", "proofpress.origins", "proofpress.passes")),
        ("proofpress.commands.new", ("bs4", "proofpress.readers")),
        ("proofpress.lsp", ("bs4", "proofpress.formats", "proofpress.origins", "proofpress.readers.html")),
        ("proofpress.dialect", ("bs4", "importlib.metadata", "proofpress.formats", "proofpress.readers")),
        ("proofpress.site.article", ("bs4", "proofpress.origins", "proofpress.repairs")),
    ],
)
def test_a_command_loads_only_what_it_needs(module: str, without: tuple[str, ...]) -> None:
    """The converter is loaded in its workers; the network's modules with the pictures that are fetched."""
    shown = subprocess.run(
        [sys.executable, "-c", _SHOW.format(module=module, rooms=without)],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert shown.stdout.split() == []
