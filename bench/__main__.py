"""Runs every measure in turn, each in a process of its own: `make bench ARGS="search import"`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Every folder here with a `run.py`."""
    return sorted(path.parent.name for path in HERE.glob("*/run.py"))


def main() -> int:
    """The exit status is that of the last measure that failed, or 0."""
    wanted = sys.argv[1:] or names()
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"No such measure: {', '.join(sorted(unknown))}. There are: {', '.join(names())}.")
        return 2
    worst = 0
    for name in wanted:
        print(f"\n== {name} ==", flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{name}.run"], cwd=HERE.parent)
        worst = done.returncode or worst
    return worst


if __name__ == "__main__":
    sys.exit(main())
