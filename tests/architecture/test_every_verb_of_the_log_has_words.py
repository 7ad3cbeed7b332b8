"""Whoever reads the log reads words: each verb that the code records is registered by its room."""

import ast
from pathlib import Path

import kith
from kith.audit import words

KITH = Path(kith.__file__).parent


def recorded(file: Path) -> set[str]:
    """The verbs written as such in calls of `chain.record(...)`."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "chain.record" and node.args:
            verb = node.args[0]
            if isinstance(verb, ast.Constant):
                found.add(verb.value)
    return found


def test_every_verb_has_words() -> None:
    files = [
        f for f in KITH.rglob("*.py") if "tests" not in f.parts and "node_modules" not in f.parts
    ]
    verbs = set().union(*(recorded(file) for file in files))
    assert {"opened", "exported", "erased", "broke glass"} <= verbs
    assert {verb for verb in verbs if verb not in words.known_verbs()} == set()
