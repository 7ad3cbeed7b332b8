"""Keeping it safe: doctor, backup, restore."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kith.config.cli.answer import AsJson, give, table
from kith.config.failures import Exit, Failure

if TYPE_CHECKING:
    from kith.config.backup.envelope import Lock

KeyFile = Annotated[
    Path | None, typer.Option(help="Lock with the key in this file; made if it is not there.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="Lock with the passphrase in this file, or in KITH_BACKUP_PASSPHRASE."),
]
KeysPassphraseFile = Annotated[
    Path | None, typer.Option(help="For the keys: a file, or KITH_KEYS_PASSPHRASE.")
]


class Unusable(Failure):
    """Options that do not go together, or a passphrase that is none."""

    code = Exit.USAGE


def doctor(
    audit: Annotated[
        bool,
        typer.Option("--audit", help="Also check that nobody changed the log of who read what."),
    ] = False,
    heads: Annotated[
        Path | None,
        typer.Option(
            help="With --audit: check against ends that were kept elsewhere.", exists=True
        ),
    ] = None,
    save_heads: Annotated[
        Path | None,
        typer.Option(help="With --audit: write the log's ends here, to keep on another machine."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look for what is wrong, and say the mend."""
    from dataclasses import asdict

    from kith.config import doctor as checks

    audit = audit or bool(heads or save_heads)
    findings = checks.examine(audit=audit, heads=heads, save_heads=save_heads)
    wrong = [finding for finding in findings if not finding.is_well]
    marks = {"well": "well", "attention": "look", "broken": "BROKEN"}
    give(
        {"findings": [asdict(finding) for finding in findings], "wrong": len(wrong)},
        as_json=as_json,
        text=lambda: table(
            "Everything is well." if not wrong else f"{len(wrong)} to look at.",
            ["", "What", "How it is", "Mend"],
            [[marks[f.state], f.name, f.what, f.mend] for f in findings],
        ),
    )
    if any(finding.state == "broken" for finding in findings):
        raise typer.Exit(Exit.ENVIRONMENT)


def backup(
    path: Annotated[Path, typer.Argument(help="The file to write.")],
    key_file: KeyFile = None,
    passphrase_file: PassphraseFile = None,
    with_keys: Annotated[
        bool,
        typer.Option("--with-keys", help="Put the sealing keys in, under their own passphrase."),
    ] = False,
    keys_passphrase_file: KeysPassphraseFile = None,
    verify: Annotated[
        bool, typer.Option(help="Prove it by restoring it into a scratch database.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Write everything into one encrypted file, and prove that it can be restored."""
    from kith.config.backup import restoring, taking
    from kith.config.cli.django import database

    if not path.absolute().parent.is_dir():
        raise Unusable(f"There is no folder {path.absolute().parent}. Make it first.")
    lock = _lock(key_file, passphrase_file, new=True)
    keys_lock = _keys_lock(keys_passphrase_file, new=True) if with_keys else None
    with database():
        manifest = taking.take(path, lock, keys_lock=keys_lock, quiet=as_json)
        if verify:
            restoring.verify(path, lock, quiet=as_json)
    proven = "It was restored once to try, and was equal." if verify else "It was not tried out."
    keys = "" if with_keys else (
        "\nThe sealing keys are not inside. Keep a copy of secrets.json somewhere else."
    )  # fmt: skip
    give(
        {"path": str(path), "bytes": path.stat().st_size, "tables": len(manifest.tables),
         "rows": manifest.rows, "verified": verify, "with_keys": with_keys},
        as_json=as_json,
        text=f"{manifest.rows} rows of {len(manifest.tables)} tables are in {path}. {proven}{keys}",
    )  # fmt: skip


def restore(
    path: Annotated[Path, typer.Argument(help="A file that kith backup wrote.", exists=True)],
    key_file: KeyFile = None,
    passphrase_file: PassphraseFile = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Put the keys of the backup in place as well.")
    ] = False,
    keys_passphrase_file: KeysPassphraseFile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Replace what is here.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup back. It is compared with what went in before it takes its place."""
    from kith.config import database as settings
    from kith.config import serving
    from kith.config.backup import restoring
    from kith.config.cli.django import database

    lock = _lock(key_file, passphrase_file, new=False)
    keys_lock = _keys_lock(keys_passphrase_file, new=False) if with_keys else None
    with database():
        settings.prepare()
        if restoring.is_in_use() and not yes:
            raise Failure(
                "There is something here already. Add --yes to replace it: what is here is lost."
            )
        contents = restoring.restore(path, lock, keys_lock=keys_lock, quiet=as_json)
        serving.run_module("kith.config.prepare")
        regions = _regions_to_build()
    missing = contents.missing_keys
    give(
        {"rows": contents.manifest.rows, "tables": len(contents.manifest.tables),
         "made_at": contents.manifest.made_at, "files": contents.files, "missing_keys": missing,
         "regions_to_build": regions},
        as_json=as_json,
        text=f"{contents.manifest.rows} rows are back, as they were at {contents.manifest.made_at}."
        + (f"\nSealed texts stay closed until these keys are in secrets.json: {', '.join(missing)}"
           if missing else "")
        + (f"\nBuild these regions again from their files (kith region build): {', '.join(regions)}"
           if regions else ""),
    )  # fmt: skip


def _regions_to_build() -> list[str]:
    """Names of regions whose row came back without its arrays, which are no part of a backup."""
    import psycopg

    from kith.config import home, serving

    with psycopg.connect(**serving.connection_parameters()) as connection:
        rows = connection.execute(
            "SELECT name, slug, digest FROM region_regionversion WHERE is_current ORDER BY name"
        ).fetchall()
    folder = home.folder() / "regions"
    return [name for name, slug, digest in rows if not (folder / slug / digest[:16]).exists()]


def _lock(key_file: Path | None, passphrase_file: Path | None, *, new: bool) -> "Lock":
    from kith.config.backup import envelope

    if key_file and passphrase_file:
        raise Unusable("Choose one of --key-file and --passphrase-file.")
    if key_file:
        if key_file.exists() or not new:
            return envelope.Lock(key=envelope.read_key(key_file))
        typer.echo(f"A new key is in {key_file}. Keep it apart from the backup.", err=True)
        return envelope.Lock(key=envelope.make_key(key_file))
    said = _passphrase(passphrase_file, "KITH_BACKUP_PASSPHRASE", "Passphrase of the backup", new)
    return envelope.Lock(passphrase=said)


def _keys_lock(passphrase_file: Path | None, *, new: bool) -> "Lock":
    from kith.config.backup import envelope

    said = _passphrase(passphrase_file, "KITH_KEYS_PASSPHRASE", "Passphrase of the keys", new)
    return envelope.Lock(passphrase=said)


def _passphrase(file: Path | None, variable: str, prompt: str, new: bool) -> str:
    """From a file, from the environment, or asked for; never an option, which other users see."""
    import sys

    if file and not file.is_file():
        raise Unusable(f"There is no file {file} with a passphrase in it.")
    if file:
        said = file.read_text(encoding="utf-8").strip()
    elif variable in os.environ:
        said = os.environ[variable]
    elif sys.stdin.isatty():
        said = typer.prompt(prompt, hide_input=True, confirmation_prompt=new)
    else:
        raise Unusable(f"Give a --key-file, a passphrase file, or {variable}.")
    if new and len(said) < 12:
        raise Unusable("A passphrase needs at least twelve characters.")
    return said
