"""What can be seen without the database: keys, disk, front end, translations, mail, address."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from kith.config import catalogues, home
from kith.config.doctor.finding import Finding, broken, first_line, look, well

LEAST_FREE = 2 * 1024**3
"""Bytes of disk below which a database soon stops."""
NONE_LEFT = 200 * 1024**2


def secrets() -> Iterator[Finding]:
    """Whoever reads the keys reads everything."""
    path = home.folder() / "secrets.json"
    if not path.exists():
        yield broken(
            "Keys", f"There is no {path}.", "kith init, or put the copy back that you kept"
        )
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield broken("Keys", "Other accounts of this machine can read them.", f"chmod 600 {path}")
        return
    yield well("Keys", f"{len(home.read_secrets().sealing_keys)} in {path.name}, closed to others.")


def disk() -> Iterator[Finding]:
    """A full disk stops the database in the middle of a sentence."""
    free = shutil.disk_usage(home.folder()).free
    gigabytes = f"{free / 1024**3:.1f} GB are free."
    if free < NONE_LEFT:
        yield broken("Disk", gigabytes, "Make room now, or move KITH_HOME to a larger disk.")
    elif free < LEAST_FREE:
        yield look("Disk", gigabytes, "Make room, or move KITH_HOME to a larger disk.")
    else:
        yield well("Disk", gigabytes)


def front_end() -> Iterator[Finding]:
    """Pages without their styles still work, and look broken."""
    built = catalogues.PACKAGE / "web" / "static" / "build"
    if any(built.glob("*.css")) or any(built.glob("*/*.css")):
        yield well("Front end", "It is built.")
    else:
        yield broken("Front end", "It is not built.", "python -m kith.web.build")


def translations() -> Iterator[Finding]:
    """A catalogue that is not compiled is not used."""
    found = list(catalogues.sources())
    stale = [source for source in found if catalogues.is_stale(source)]
    if stale:
        yield look("Translations", f"{len(stale)} of {len(found)} catalogues are not compiled.",
                   "python -m kith.config.catalogues")  # fmt: skip
    else:
        yield well("Translations", f"{len(found)} catalogues are compiled.")
    for language, missing in sorted(_untranslated(found).items()):
        yield look("Translations", f"{missing} sentences are missing in {language}.",
                   "make messages, then translate them")  # fmt: skip


def _untranslated(found: list[Path]) -> dict[str, int]:
    from babel.messages.pofile import read_po

    missing: dict[str, int] = {}
    for source in found:
        with source.open("rb") as file:
            count = sum(1 for message in read_po(file) if message.id and not message.string)
        if count:
            language = source.parts[-3]
            missing[language] = missing.get(language, 0) + count
    return missing


def mail() -> Iterator[Finding]:
    """Without a server, letters are kept in a folder and reach nobody."""
    server = os.environ.get("KITH_SMTP_HOST")
    if not server:
        yield look("Mail", f"No server is set; letters stay in {home.folder() / 'mail'}.",
                   "Set KITH_SMTP_HOST and KITH_MAIL_FROM.")  # fmt: skip
        return
    yield _mail_server(server, int(os.environ.get("KITH_SMTP_PORT", "25")))
    if "KITH_MAIL_FROM" not in os.environ:
        yield look("Mail", "Letters come from kith@localhost, which others refuse.",
                   "Set KITH_MAIL_FROM to an address of yours.")  # fmt: skip


def _mail_server(server: str, port: int) -> Finding:
    import socket

    try:
        socket.create_connection((server, port), timeout=5).close()
    except OSError as error:
        mend = "Check KITH_SMTP_HOST, KITH_SMTP_PORT and the firewall."
        return broken("Mail", f"{server}:{port} does not answer: {first_line(error)}", mend)
    return well("Mail", f"{server}:{port} answers.")


def address() -> Iterator[Finding]:
    """Passwords and stories do not travel in the clear."""
    public = os.environ.get("KITH_ADDRESS", "")
    if public.startswith("https://"):
        yield well("Address", public)
    else:
        yield look("Address", f"{public or 'http://localhost'} is not encrypted: for trying only.",
                   "Put a server with TLS in front and set KITH_ADDRESS=https://...")  # fmt: skip


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    secrets, disk, front_end, translations, mail, address,
)  # fmt: skip
