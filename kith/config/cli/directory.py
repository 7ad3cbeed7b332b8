"""Listings in, out and found: import, export, find."""

from pathlib import Path
from typing import Annotated

import typer

from kith.config.cli.answer import AsJson


def import_listings(
    path: Annotated[Path, typer.Argument(help="A folder or file: HSDS CSV, JSON, or any table.")],
    mapping: Annotated[
        Path | None, typer.Option(help="A YAML file that says which column is what.")
    ] = None,
    source: Annotated[str, typer.Option(help="What to call where the rows come from.")] = "",
    as_json: AsJson = False,
) -> None:
    """Bring services of another directory in; again and again, if you like."""
    raise NotImplementedError


def export_listings(
    path: Annotated[Path, typer.Argument(help="Where to put it: a folder, or a .json file.")],
    as_json: AsJson = False,
) -> None:
    """Take the public directory out as HSDS, for another directory."""
    raise NotImplementedError


def find(
    words: Annotated[list[str], typer.Argument(help="What would help.")],
    as_json: AsJson = False,
) -> None:
    """Find support from the terminal."""
    raise NotImplementedError
