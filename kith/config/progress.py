"""Progress on long work: on the terminal's error stream, and silent where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], None]


def is_watched() -> bool:
    """Whether a person sits at the other end."""
    return sys.stderr.isatty()


@contextmanager
def bar(what: str, total: int | None, *, quiet: bool = False) -> Iterator[Advance]:
    """`with bar("Loading", 400) as advance: advance(20)`. `total` None: how long is unknown."""
    if quiet or not is_watched():
        yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.advance(task, count)


@contextmanager
def step(what: str, *, quiet: bool = False) -> Iterator[None]:
    """One step of a start, said when it begins; a spinner where somebody watches, then a tick."""
    if quiet:
        yield
        return
    if not is_watched():
        print(what, file=sys.stderr, flush=True)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
    done(what)


def done(what: str) -> None:
    """A tick before what is finished, where somebody watches."""
    if is_watched():
        from rich.console import Console

        Console(stderr=True, highlight=False).print(f"[green]✓[/green] {what}")
