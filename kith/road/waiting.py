"""What a record says when it came before something it needs."""


class Waits(Exception):
    """`what`: the id of a record or person, or a short code, that has not arrived yet."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__("waits")
