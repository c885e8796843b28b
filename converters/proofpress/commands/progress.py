"""A progress bar for people who wait: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from proofpress.commands.language import Speaker
from proofpress.paths import shown


@contextmanager
def progress(total: int, speak: Speaker) -> Iterator[Callable[[str], None]]:
    """Gives a function to be called with the name of each finished input."""
    if total < 2 or not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(speak("converting", "转换中")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=escape(shown(name)[-60:]))


def _ignore(name: str) -> None:
    del name
