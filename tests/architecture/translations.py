"""Every string collected, in every interface language; placeholders as in the original.

`python -m tests.architecture.translations` checks; `--collect` renews the catalogues with gettext.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib

from tests.architecture import collecting

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("es", "fr", "pt", "ar", "fa", "zh_Hans", "so")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def rooms() -> list[Path]:
    """Every room with templates or code of its own."""
    return sorted(p.parent for p in (ROOT / "kith").glob("*/__init__.py"))


def collect() -> None:
    """Read the strings of each room into its catalogues; needs gettext's tools."""
    if not shutil.which("xgettext"):
        sys.exit("Collecting needs gettext: apt-get install gettext")
    for room in rooms():
        (room / "locale").mkdir(exist_ok=True)
        command = [
            sys.executable, "-P", "-m", "django", "makemessages", "--no-obsolete", "--no-wrap",
            "--add-location", "file", "--ignore", "tests/*", "--ignore", "static/*",
            "--ignore", "frontend/*",
        ]  # fmt: skip
        for locale in LOCALES:
            command += ["--locale", locale]
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "kith.config.settings",
            "KITH_HOME": str(ROOT / ".kith" / "test"),
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run(command, cwd=room, check=True, env=env)
        _put_heads(room)
        for folder in sorted((room / "locale").glob("**/"), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 && n%100<=99 ? 4 : 5;",
    "fr": "nplurals=2; plural=(n > 1);",
    "fa": "nplurals=2; plural=(n > 1);",
    "zh_Hans": "nplurals=1; plural=0;",
}
"""Source: CLDR plural rules, in gettext's form."""
DRAFT = "Machine draft: nobody of the community has read it yet. Settings > Languages says when."


def _put_heads(room: Path) -> None:
    """No dates, which would change every catalogue at every collection; what it is, instead."""
    for path in room.glob("locale/*/LC_MESSAGES/django.po"):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        if not len(catalogue):
            path.unlink()
            continue
        locale = path.parent.parent.name
        catalogue.header = DRAFT
        catalogue.metadata_is_fuzzy = False
        catalogue.metadata = {
            "Project-Id-Version": "Kith",
            "Language": locale,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS.get(locale, "nplurals=2; plural=(n != 1);"),
        }
        catalogue.save(str(path))


def faults(path: Path) -> list[str]:
    """What is missing or broken in one catalogue."""
    found = []
    catalogue = polib.pofile(str(path))
    forms = int(re.findall(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[0])
    for entry in catalogue:
        if entry.msgid_plural and len(entry.msgstr_plural) != forms:
            found.append(f"{path.relative_to(ROOT)}: needs {forms} forms: {entry.msgid[:70]!r}")
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(texts) or entry.fuzzy:
            found.append(f"{path.relative_to(ROOT)}: not translated: {entry.msgid[:70]!r}")
        for text in texts:
            allowed = _names(entry.msgid) | _names(entry.msgid_plural)
            if text and (
                _names(text) - allowed or (not entry.msgid_plural and _names(text) != allowed)
            ):
                found.append(f"{path.relative_to(ROOT)}: placeholders differ: {entry.msgid[:70]!r}")
    return found


def _names(text: str) -> set[str]:
    return {a or b for a, b in PLACEHOLDER.findall(text)}


def missing_catalogues() -> list[str]:
    """A room translated into one language must be translated into all."""
    found = []
    for room in rooms():
        have = {p.parent.parent.name for p in room.glob("locale/*/LC_MESSAGES/django.po")}
        if have:
            found += [f"{room.name} has no {locale}" for locale in set(LOCALES) - have]
    return found


def not_collected(room: Path) -> list[str]:
    """What the room shows and its catalogues do not know, and what they know and nobody shows."""
    shown, found = collecting.messages(room), []
    catalogues = sorted(room.glob("locale/*/LC_MESSAGES/django.po"))
    if shown and not catalogues:
        return [f"{room.name} shows {len(shown)} strings and has no catalogue"]
    for path in catalogues:
        kept = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(path))}
        name = path.relative_to(ROOT)
        found += [
            f"{name}: not collected: {text[:70]!r} of {shown[context, text].relative_to(ROOT)}"
            for context, text in shown.keys() - kept
        ]
        found += [f"{name}: shown nowhere: {text[:70]!r}" for _, text in kept - shown.keys()]
    return sorted(found)


def main() -> int:
    if "--collect" in sys.argv:
        collect()
    paths = sorted((ROOT / "kith").glob("*/locale/*/LC_MESSAGES/django.po"))
    found = missing_catalogues() + [fault for path in paths for fault in faults(path)]
    if forgotten := [fault for room in rooms() for fault in not_collected(room)]:
        found += [*forgotten, "`make messages` collects them; then they are to be translated."]
    if not paths:
        found = ["There are no catalogues: run `make messages`."]
    print("\n".join(found[:40]) or f"{len(paths)} catalogues: complete.")
    if found:
        print(f"{len(found)} faults in translations.", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
