"""What `kith serve` and `kith worker` do: check, start, say where, and stay."""

import os

from kith.config import serving
from kith.config.cli.answer import give
from kith.config.cli.django import database
from kith.config.progress import step


def serve(
    *, port: int, host: str, address: str, workers: int, with_worker: bool, as_json: bool
) -> None:
    """Returns when stopped."""
    with serving.stopping_on_signals(), database():
        serving.refuse_bypass()
        with step("Gathering static files", quiet=as_json):
            serving.gather_static()
        listener = serving.listen(host, port)
        actual = listener.getsockname()[1]
        address = address or os.environ.get("KITH_ADDRESS") or f"http://localhost:{actual}"
        children = [serving.web(listener, workers=workers, address=address)]
        if with_worker:
            children += serving.workers(address)

        def say() -> None:
            moved = f"Port {port} is taken, so " if actual != port else ""
            give(
                {"address": address, "port": actual},
                as_json=as_json,
                text=f"{moved}Kith answers at {address}  (Ctrl-C stops it)",
            )

        serving.keep_alive(children, say, actual)


def work(*, as_json: bool) -> None:
    """Returns when stopped."""
    address = os.environ.get("KITH_ADDRESS", "http://localhost:8000")
    with serving.stopping_on_signals(), database():
        serving.refuse_bypass()

        def say() -> None:
            give({"worker": "ready"}, as_json=as_json, text="Working.  (Ctrl-C stops it)")

        serving.keep_alive(serving.workers(address), say, None)
