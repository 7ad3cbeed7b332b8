"""How the search is compiled."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from numba import njit

PLAIN: dict[str, Any] = {"nogil": True, "_nrt": False}
"""Without counting references. Handing on a tuple of thirty arrays costs sixty atomic operations
otherwise, which made the whole search seven times slower. Nothing may be allocated, no slice and no
new array: numba refuses to compile it."""

compiled: Any = njit(**PLAIN)

woven: Any = njit(forceinline=True, **PLAIN)
"""Copied into whoever calls: even the bare tuples take longer to hand on than these small steps
take."""

_COMPILED = ("clock", "compiled", "kernel", "moving", "ruining", "state")
_VERSION = sha256(
    b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in _COMPILED)
).hexdigest()[:12]


def entrance(function: Callable[..., Any]) -> Any:
    """What Python calls; kept on disk with all it calls.

    numba asks only whether the file of this one function changed, so the name under which it is
    kept tells the version of them all.
    """
    function.__qualname__ += f"_{_VERSION}"
    return njit(cache=True, **PLAIN)(function)
