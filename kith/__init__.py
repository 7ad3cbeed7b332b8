"""Kith: the working system of a non-profit that keeps the mental health of its community."""

import os
from pathlib import Path

__version__ = "0.1.0"

if "KITH_HOME" in os.environ and not os.access(Path(__file__).parent, os.W_OK):
    # Installed where nobody may write: what numba compiles would be compiled again by every
    # process, and refused where there is no home to keep it in either.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(os.environ["KITH_HOME"]) / "compiled"))
