"""Planning problems from a file, without a database: `kith solve NAME FILE`."""

import typer

from kith.config.cli.answer import guarded
from kith.config.cli.solving.access import access
from kith.config.cli.solving.match import match
from kith.config.cli.solving.stops import stops
from kith.config.cli.solving.tours import tours

app = typer.Typer(
    help="Solve a planning problem from a file, without a database.", no_args_is_help=True
)
app.command("access")(guarded(access))
app.command("match")(guarded(match))
app.command("stops")(guarded(stops))
app.command("tours")(guarded(tours))
