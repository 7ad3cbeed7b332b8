"""Starting: init, migrate, serve, worker, demo."""

from pathlib import Path
from typing import Annotated

import typer

from kith.config.cli.answer import AsJson, give

Port = Annotated[int, typer.Option(help="The port to listen on; the next free one if it is taken.")]
Host = Annotated[str, typer.Option(help="The address to listen on. 0.0.0.0 for every network.")]
Address = Annotated[
    str,
    typer.Option(help="How people reach the site from outside, such as https://kith.example.org."),
]


def init(as_json: AsJson = False) -> None:
    """Prepare this folder: secrets, database, tables. Safe to run again."""
    from kith.config import home

    path = _prepare(quiet=as_json)
    give(
        {"home": str(home.folder()), "secrets": str(path), "database": "ready"},
        as_json=as_json,
        text=f"Ready. Everything is kept in {home.folder()}.\n"
        f"Keep a copy of {path.name} somewhere safe: without it sealed texts cannot be read.\n"
        "Next: kith create-organization, then kith serve.",
    )


def migrate(as_json: AsJson = False) -> None:
    """Bring the database to this version of Kith. Run after each update."""
    _prepare(quiet=as_json)
    give({"database": "ready"}, as_json=as_json, text="The database is ready.")


def _prepare(*, quiet: bool) -> Path:
    from kith.config import home, serving
    from kith.config.cli.django import database
    from kith.config.progress import step

    home.read_secrets()
    with step("Preparing the database", quiet=quiet), database():
        serving.run_module("kith.config.prepare")
    return home.folder() / "secrets.json"


def serve(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    address: Address = "",
    workers: Annotated[int, typer.Option(help="Web processes; each answers eight at a time.")] = 1,
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Background work as well.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Start the web server, and stop it with Ctrl-C."""
    from kith.config import start

    start.serve(
        port=port, host=host, address=address, workers=workers, with_worker=with_worker,
        as_json=as_json,
    )  # fmt: skip


def worker(as_json: AsJson = False) -> None:
    """Start background work: messages, reminders, expiry. Stop it with Ctrl-C."""
    from kith.config import start

    start.work(as_json=as_json)


def demo(
    port: Port = 8000,
    scale: Annotated[
        int, typer.Option(min=1, help="A town this many times as large, for measuring.")
    ] = 1,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Throw the demo's database away and begin again.")
    ] = False,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Load the town, and do not start the site.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show Kith alive, with a made-up town. Ctrl-C stops everything it started."""
    from kith.config.demo import run

    run.demo(port=port, scale=scale, fresh=fresh, no_serve=no_serve, as_json=as_json)
