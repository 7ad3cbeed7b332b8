"""Compiles the translations of every room, without needing gettext on the machine.

`python -m kith.config.catalogues`. A catalogue is compiled when its text is newer, or always with
--all. Drafts count too: a plain draft helps more than a page in a language one cannot read.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def sources() -> Iterator[Path]:
    """Every catalogue of every room."""
    yield from sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))


def is_stale(source: Path) -> bool:
    """Whether the compiled file is missing or older."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_one(source: Path) -> None:
    """Written beside and moved into place: a web process never reads half a file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=None)
    waiting = source.with_suffix(".mo.new")
    with waiting.open("wb") as file:
        write_mo(file, catalogue, use_fuzzy=True)
    waiting.replace(source.with_suffix(".mo"))


def compile_all(*, again: bool = False) -> int:
    """How many were compiled."""
    todo = [source for source in sources() if again or is_stale(source)]
    for source in todo:
        compile_one(source)
    return len(todo)


def main() -> None:
    """The command."""
    compile_all(again="--all" in sys.argv)


if __name__ == "__main__":
    main()
