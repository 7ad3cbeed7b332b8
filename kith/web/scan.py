"""What the pages use: read from templates and code, so that nobody keeps a list by hand.

The public pages get their own, smaller style sheet. A page is public if it extends
`web/public.html`, however far up; what it includes is public too, and so are the shell's own parts.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
FRONTEND = PACKAGE / "web" / "frontend"
OUT = PACKAGE / "web" / "static" / "build"
DRAWN = OUT / "icons.json"
DRAWINGS = FRONTEND / "node_modules" / "bootstrap-icons" / "icons"
SHELL_OF_DESK = {"web/desk.html", "web/components/rail.html", "web/components/me.html"}


def pages() -> dict[str, Path]:
    """Every template by its name."""
    found = PACKAGE.glob("*/templates/**/*.html")
    return {file.as_posix().split("/templates/", 1)[1]: file for file in sorted(found)}


def public_pages() -> list[Path]:
    """Templates that public pages are made of."""
    texts = {name: file.read_text() for name, file in pages().items()}
    waiting = [name for name in texts if _is_public(name, texts)]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in texts and name not in reached:
            reached.add(name)
            waiting += re.findall(r'{%\s*include\s+"([^"]+)"', texts[name])
    return [pages()[name] for name in sorted(reached)]


def _is_public(name: str, texts: dict[str, str]) -> bool:
    if name in SHELL_OF_DESK:
        return False
    base = re.search(r'{%\s*extends\s+"([^"]+)"', texts.get(name, ""))
    if base and name != "web/public.html":
        return _is_public(base[1], texts)
    return name.startswith("web/")


def scripts() -> list[Path]:
    """Scripts of rooms and of the shell: they name classes too."""
    own = (file for file in PACKAGE.glob("*/static/*/*.js") if OUT not in file.parents)
    return sorted([*own, *FRONTEND.glob("scripts/*.js")])


def code() -> Iterator[Path]:
    """Python of the product itself."""
    beside = {"tests", "migrations", "node_modules"}
    return (file for file in PACKAGE.glob("**/*.py") if not beside & set(file.parts))


def class_givers() -> list[Path]:
    """Code that puts classes on elements: template tags and forms."""
    return sorted(f for f in code() if f.parent.name == "templatetags" or "forms" in f.stem)


def icons() -> list[str]:
    """Names of the icons that pages and code use, and of those that stand in data (icons.json)."""
    drawn = {file.stem for file in DRAWINGS.glob("*.svg")}
    names: set[str] = set(json.loads((FRONTEND / "icons.json").read_text()))
    for file in code():
        text = file.read_text()
        hyphenated = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', text))
        names |= (hyphenated | _words_of_entries(text)) & drawn
        names |= set(re.findall(r'\bicon="([a-z0-9-]+)"', text))
    return sorted(names.union(*(_icons_on(page) for page in pages().values())))


def _icons_on(page: Path) -> set[str]:
    text = page.read_text()
    patterns = (
        r'{%\s*icon\s+"([a-z0-9-]+)"',
        r'{%\s*state\s+"[a-z]+"\s+"([a-z0-9-]+)"',
        r'\bicon="([a-z0-9-]+)"',
    )
    return {name for pattern in patterns for name in re.findall(pattern, text)}


def _words_of_entries(text: str) -> set[str]:
    """Strings in the entries of the rail (`kith.core.navigation`)."""
    entries = re.findall(r"Entry\((.*?)\)\s*\)", text, re.DOTALL)
    return {word for entry in entries for word in re.findall(r'"([a-z0-9-]+)"', entry)}
