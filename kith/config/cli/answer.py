"""How a command answers: for people as text, for programs as JSON, and failures in one sentence."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from kith.config import explaining

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for programs.")]


def give(data: Any, *, as_json: bool, text: str | Callable[[], None] = "") -> None:
    """Print `data` as JSON, or what people read: a sentence, or a function that prints more."""
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))
    elif callable(text):
        text()
    elif text:
        typer.echo(text)


def table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """A table on the terminal; in a pipe, the same without colour."""
    from rich.console import Console
    from rich.table import Table

    drawing = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        drawing.add_column(column, overflow="fold", no_wrap=column == columns[0])
    for row in rows:
        drawing.add_row(*row)
    Console().print(drawing)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """A failure becomes its sentence and its exit code; a fault of ours keeps its traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except Exception as error:
            known = explaining.explain(error)
            if known is None:
                raise
            _say_failure(*known, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(known[1]) from None

    return run


def _say_failure(sentence: str, code: int, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"error": sentence, "exit": int(code)}, ensure_ascii=False))
    else:
        typer.echo(sentence, err=True)
