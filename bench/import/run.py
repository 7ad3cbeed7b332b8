"""Import of 100,000 services with schedules: `python -m bench.import.run [services]`.

In a folder and a server of its own. Counted from the files to the committed rows, the search index
included. The second run shows that nothing changes, the third that only what differs is written.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Row, publish

from . import made

TARGET = 60.0


def main() -> None:
    """Measure in a fresh home, and put the table where `make bench` looks for it."""
    services = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        Path(folder).chmod(0o755)  # as root, the server runs under another account
        os.environ["KITH_HOME"] = str(Path(folder) / "home")
        os.environ["KITH_POOL"] = "0"
        from kith.config import postgres

        with postgres.running():
            _prepare()
            publish("import", measure(Path(folder), services))


def _prepare() -> None:
    import subprocess

    subprocess.run([sys.executable, "-m", "kith.config.prepare"], check=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
    import django

    django.setup()


def measure(folder: Path, services: int) -> list[Row]:
    """First run, the same again, then one service in a hundred changed."""
    made.write(folder / "first", services)
    made.write(folder / "later", services, changed=0.01)
    rows = sum(sum(1 for _ in p.open()) - 1 for p in (folder / "first").glob("*.csv"))
    of = f"{services:,} services, {rows:,} rows"
    found = [
        _run(f"first import of {of}", folder / "first", TARGET if services <= 100_000 else None),
        _run(f"the same again ({of}, nothing changes)", folder / "first", None),
        _run("one service in a hundred changed", folder / "later", None),
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*found, Row("memory of the importing process", memory, "MB")]


def _run(case: str, path: Path, target: float | None) -> Row:
    from kith.directory.importing.actions import import_path

    steps: dict[str, float] = {}
    began = time.monotonic()
    report = import_path(
        path=path, source_name="bench",
        progress=lambda step, _count: steps.__setitem__(step, time.monotonic() - began),
    )  # fmt: skip
    took = time.monotonic() - began
    told = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in steps.items())
    print(f"{case}: {took:.1f} s ({told}); {report.changes:,} rows changed", flush=True)
    return Row(case, took, "s", target)


if __name__ == "__main__":
    main()
