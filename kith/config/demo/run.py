"""`kith demo`: builds what is missing, prepares, loads the town once, serves, and tidies up."""

import os
import sys

import psycopg

from kith.config import catalogues, database, home, serving
from kith.config.cli import django
from kith.config.cli.answer import give
from kith.config.demo import town, welcome
from kith.config.failures import Broken, Failure
from kith.config.progress import step


def demo(*, port: int, scale: int, fresh: bool, no_serve: bool, as_json: bool) -> None:
    """Returns when stopped, or when loaded if it was not to serve."""
    if not as_json:
        welcome.greet()
    with serving.stopping_on_signals():
        _build(quiet=as_json)
        with django.database():
            _fill(scale=scale, fresh=fresh, quiet=as_json)
            if no_serve:
                give({"town": town.NAME, "scale": scale}, as_json=as_json,
                     text=f"{town.NAME} is loaded.")  # fmt: skip
                return
            _serve(port, as_json=as_json)


def _build(*, quiet: bool) -> None:
    from kith.web.build import CannotBuild, build

    with step("Building the front end", quiet=quiet):
        try:
            build()
        except CannotBuild as error:
            raise Broken(f"The front end could not be built.\n{error}") from error
    with step("Compiling translations", quiet=quiet):
        if any(catalogues.is_stale(source) for source in catalogues.sources()):
            serving.run_module("kith.config.catalogues")  # apart: what it needs is never given back


def _fill(*, scale: int, fresh: bool, quiet: bool) -> None:
    if fresh:
        _drop()
    with step("Preparing the database", quiet=quiet):
        serving.run_module("kith.config.prepare")
    serving.refuse_bypass()  # before anything is written, not only before it is served
    is_told = _is_told()
    if not _is_on_the_ground():
        with step("Laying out streets, lines and a map", quiet=quiet):
            serving.run_module("kith.config.demo.region.build")
    if is_told:
        if scale > 1:
            raise Failure("The town is already there. Add --fresh to load it at another size.")
        return
    if not quiet:
        print(f"Telling the story of {town.NAME}", file=sys.stderr, flush=True)
    serving.run_module("kith.config.demo.tell", "--scale", str(scale), *["--quiet"] * quiet)
    with step("Looking it over once", quiet=quiet):
        _analyze()


def _analyze() -> None:
    """Fresh statistics: without them the first minutes of a large town are slow."""
    target = str(database.connection(database.OWNER)["NAME"])
    with psycopg.connect(database.admin_dsn(target), autocommit=True) as admin:
        admin.execute("ANALYZE")


def _drop() -> None:
    if not database.is_private():
        raise Failure("--fresh throws a database away, and does so only with Kith's own. "
                      "Empty yours yourself, or unset KITH_DATABASE_URL.")  # fmt: skip
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        name = psycopg.sql.Identifier(database.name())
        admin.execute(psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _is_told() -> bool:
    """Whether the town is there. Refuses where real organisations are."""
    with psycopg.connect(**serving.connection_parameters()) as connection:
        found = {row[0] for row in connection.execute("SELECT id FROM accounts_organization")}
    if found and not {tenant.id for tenant in town.TENANTS} <= found:
        raise Failure(
            "There are other organisations in this database already. "
            "Show the demo in a folder of its own: KITH_HOME=~/kith-demo kith demo"
        )
    return bool(found)


def _is_on_the_ground() -> bool:
    """Whether the town's region is built; its files may be gone though the database is there."""
    with psycopg.connect(**serving.connection_parameters()) as connection:
        found = connection.execute(
            "SELECT digest FROM region_regionversion WHERE is_current AND slug = %s", [town.SLUG]
        ).fetchone()
    return found is not None and (home.folder() / "regions" / town.SLUG / found[0][:16]).exists()


def _serve(port: int, *, as_json: bool) -> None:
    with step("Gathering static files", quiet=as_json):
        serving.gather_static()
    listener = serving.listen("127.0.0.1", port)
    actual = listener.getsockname()[1]
    address = os.environ.get("KITH_ADDRESS") or f"http://localhost:{actual}"
    following = welcome.codes()
    children = [serving.web(listener, workers=1, address=address), *serving.workers(address)]

    def say() -> None:
        give(
            welcome.facts(address, actual, following), as_json=as_json,
            text=lambda: welcome.show(address, wanted=port, actual=actual, following=following),
        )  # fmt: skip

    serving.keep_alive(children, say, actual)
