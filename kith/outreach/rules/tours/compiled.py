"""How the search is compiled."""

from typing import Any

from numba import njit

compiled: Any = njit(cache=True, nogil=True, _nrt=False)  # type: ignore[call-overload]
"""Without counting references. Handing on a tuple of thirty arrays costs sixty atomic operations
otherwise, which made the whole search seven times slower. Nothing may be allocated in a function
that carries this, no slice and no new array: numba refuses to compile it."""
