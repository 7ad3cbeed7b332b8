"""Stops the private PostgreSQL once everybody who needed it is gone, however they went.

Whoever leaves in order stops it without help. This process is for the others: it waits for the lock
that every user of the server shares, and gets it when the last of them has died, by kill -9 too.
`python -m kith.config.guard`; kith.config.postgres starts one for each server.
"""

from kith.config import holding, postgres


def main() -> None:
    """Returns when the server is stopped; at once where another guard is there already."""
    server = postgres.locate()
    with holding.only_guard() as is_first:
        while is_first:
            holding.wait_until_unused()
            postgres.wait_for_clients(server)
            if postgres.stop_if_unused(server):
                return


if __name__ == "__main__":
    main()
