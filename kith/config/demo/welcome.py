"""What `kith demo` says: a greeting while it starts, and where to go once it answers."""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from kith.config.demo import town
from kith.config.progress import is_watched

FIRST = (
    ("/", "what a person sees who looks for help"),
    ("/find/?q=somebody+to+talk+to", "find support; type with mistakes, or in Spanish"),
    ("/ask/", "ask, without a name if you like"),
    ("/desk/", "the desk: sign in as ben@riverbend.example"),
    ("/desk/directory/", "the directory's keeper: what waits to be checked"),
    ("/hsds/", "the directory for other software"),
)


def greet() -> None:
    """Said at once, where somebody watches."""
    if not is_watched():
        return
    from rich.console import Console
    from rich.panel import Panel

    words = (
        f"[bold]Kith[/bold] opens its doors in [bold]{town.NAME}[/bold], "
        "a town that does not exist.\n"
        "The first start takes a minute or two, the next ones a few seconds."
    )
    Console(stderr=True).print(Panel(words, border_style="cyan", expand=False, padding=(0, 2)))


def codes() -> list[dict[str, str]]:
    """Two private codes to follow; none where they cannot be had, which stops nobody."""
    command = [sys.executable, "-m", "kith.config.demo.follow"]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 - our own module
    return [] if done.returncode else json.loads(done.stdout)


def facts(address: str, port: int, following: list[dict[str, str]]) -> dict[str, Any]:
    """The same for programs."""
    people = [asdict(player) | {"email": player.email} for player in town.CAST]
    first = [{"address": f"{address}{path}", "what": what} for path, what in FIRST]
    return {
        "address": address, "port": port, "password": town.PASSWORD, "sign_ins": people,
        "codes": following, "first": first,
    }  # fmt: skip


def show(address: str, *, wanted: int, actual: int, following: list[dict[str, str]]) -> None:
    """Who can sign in, which codes to try, where to look first, and how it ends."""
    from rich.console import Console

    out = Console(highlight=False)
    out.print()
    out.print(_people())
    out.print(f"The password of all of them: [bold]{town.PASSWORD}[/bold]\n")
    if following:
        out.print(f"Private codes to try at [cyan]{address}/follow/[/cyan]")
        for row in following:
            out.print(f"  [bold]{row['code']}[/bold]   a request that {row['what']}")
        out.print()
    out.print("Worth a look first")
    width = max(len(path) for path, _ in FIRST)
    for path, what in FIRST:
        out.print(
            f"  [cyan]{address}{path}[/cyan]{' ' * (width - len(path))}   {what}", soft_wrap=True
        )
    out.print()
    if actual != wanted:
        out.print(f"Port {wanted} is taken, so it answers on {actual}.")
    out.print(
        f"{town.NAME} is alive at [bold cyan]{address}[/bold cyan].  Ctrl-C stops everything."
    )
    sys.stdout.flush()


def _people() -> Any:
    from rich import box
    from rich.table import Table

    tenants = {tenant.slug: tenant.name for tenant in town.TENANTS}
    drawing = Table(
        title="Who works here. Everybody and everything is made up.", title_justify="left",
        title_style="bold", header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False,
    )  # fmt: skip
    for column in ("Sign in as", "Who", "Of", "What they do"):
        drawing.add_column(column, overflow="fold", no_wrap=column == "Sign in as")
    for player in town.CAST:
        drawing.add_row(player.email, player.name, tenants[player.tenant], player.about)
    return drawing
