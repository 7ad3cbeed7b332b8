"""The commands, in the order in which somebody new needs them."""

from collections.abc import Callable

import typer

from kith.config.cli import accounts, directory, measures, region, running, safekeeping, solving
from kith.config.cli.answer import guarded

app = typer.Typer(
    name="kith",
    help="Kith: the working system of a non-profit that keeps the mental health of its community.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 done, 1 refused or nothing found, 2 not understood, "
    "3 something is missing or broken. Every command takes --json.",
)

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": running.demo,
    "init": running.init,
    "migrate": running.migrate,
    "serve": running.serve,
    "worker": running.worker,
    "create-organization": accounts.create_organization,
    "create-member": accounts.create_member,
    "import": directory.import_listings,
    "undo-import": directory.undo_import,
    "export": directory.export_listings,
    "find": directory.find,
    "doctor": safekeeping.doctor,
    "backup": safekeeping.backup,
    "restore": safekeeping.restore,
}

for name, function in COMMANDS.items():
    app.command(name)(guarded(function))

app.add_typer(measures.app, name="measures")
app.add_typer(region.app, name="region")
app.add_typer(solving.app, name="solve")
