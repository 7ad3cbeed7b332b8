"""Ends of the log in a file kept on another machine, where who rewrites the log cannot reach."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from kith.audit.verifying import SignedHead, export_heads


class UnreadableHeads(ValueError):
    """Not a file that `save` wrote."""


def save(file: Path) -> int:
    """Write the ends of all chains as they are now; how many. Whole or not at all."""
    heads = export_heads()
    beside = file.with_name(f".{file.name}.new")
    lines = [json.dumps(asdict(head), default=str) for head in heads]
    beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    os.replace(beside, file)
    return len(heads)


def read(file: Path) -> list[SignedHead]:
    """What was saved; several files may be put one after another."""
    lines = file.read_text(encoding="utf-8").splitlines()
    try:
        return [_head(json.loads(line)) for line in lines if line.strip()]
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableHeads(str(file)) from error


def _head(told: dict[str, str]) -> SignedHead:
    return SignedHead(
        UUID(told["organization"]), str(told["stream"]), int(told["sequence"]), str(told["hash"]),
        str(told["signature"]),
    )  # fmt: skip
