"""What a client of the API did wrong, in words for whoever writes the client.

Developers of other software read these, not people who look for help: they are in English, like
the names of the parameters.
"""


class Wrong(Exception):
    """The request cannot be answered; `message` says what to do instead."""

    status = 422

    def __init__(self, message: str, parameter: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.parameter = parameter


class Unreadable(Wrong):
    """The body is not what its content type says."""

    status = 400


class TooLarge(Wrong):
    status = 413


class UnknownType(Wrong):
    status = 415


class NotThere(Wrong):
    """Nothing public has this address."""

    status = 404
