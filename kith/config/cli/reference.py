"""The reference of the command, drawn from the command itself.

`python -m kith.config.cli.reference > docs/reference/command-line.md`; a test compares the two.
"""

from collections.abc import Iterator
from typing import Any

HEAD = """# The `kith` command

Drawn from the code by `python -m kith.config.cli.reference`; do not edit by hand.

| exit code | means |
|---|---|
| 0 | done |
| 1 | refused, or nothing was found; the sentence says why |
| 2 | the command was typed in a way it does not understand |
| 3 | something around it is missing or broken (database, disk, network); `kith doctor` says what |

Every command takes `--json` and then answers on standard output with one JSON value; a failure is
`{"error": sentence, "exit": code}`. Progress is shown on the error stream, and only on a terminal.
Settings come from the environment: see [settings](settings.md).
"""


def pages() -> str:
    """The whole reference, in Markdown."""
    import typer

    from kith.config.cli.app import app

    group: Any = typer.main.get_command(app)  # a click group; typer carries its own copy of click
    return "\n".join([HEAD, *("\n".join(_command(name, c)) for name, c in _walk(group))])


def _walk(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command, those of a group under the group's name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _walk(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    yield f"## kith {' '.join([name, *(str(p.metavar or p.name).upper() for p in arguments)])}\n"
    yield f"{command.help}\n"
    yield "| | |"
    yield "|---|---|"
    for parameter in arguments:
        yield f"| `{parameter.name.upper()}` | {parameter.help or ''} |"
    for parameter in options:
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        yield f"| {names} | {parameter.help or ''}{_default(parameter)} |"
    yield ""


def _default(parameter: Any) -> str:
    if parameter.is_flag or parameter.default in (None, "", False) or callable(parameter.default):
        return ""
    return f" Otherwise {parameter.default}."


if __name__ == "__main__":
    print(pages(), end="")
