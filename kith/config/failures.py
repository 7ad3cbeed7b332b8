"""What stops a command, as one sentence that says what to do, and an exit code."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `kith`."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    ENVIRONMENT = 3


class Failure(Exception):
    """The command cannot go on; `str()` is the sentence for the person who typed it."""

    code: Exit = Exit.REFUSED


class Broken(Failure):
    """Something around the command is missing or broken."""

    code: Exit = Exit.ENVIRONMENT
