"""The `kith` command: everything an installation needs, in plain words and exit codes.

0  done
1  refused, or nothing was found; the sentence says why
2  the command was typed in a way it does not understand
3  something around it is missing or broken (database, disk, network); `kith doctor` says what

`kith --help` answers at once because nothing heavy is imported until a command runs.
"""


def main() -> None:
    """The entry point that pyproject.toml names."""
    from kith.config.cli.app import app

    app(prog_name="kith")
