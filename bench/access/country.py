"""400 million pairs: `python -m bench.access.country [places]`; by default 8 million blocks and the
50 nearest of 100,000 sites of each. Prints pairs, seconds and megabytes.

The pairs are a Parquet file beside the database, made here and removed again, as a country's travel
times would be; making it is not timed. Blocks and sites lie along a line and stand in its order, as
blocks of a country stand by area.
"""

import sys
import tempfile
import time
from pathlib import Path

from bench.access.run import BANDS, memory
from kith.region import national

EACH, SITES = 50, 100_000
LIMIT = "1100MB"
PAIRS = """
set enable_progress_bar=false;
copy (
  select b.place::integer as place,
         ((b.place * {sites} // {places} + s.k) % {sites})::integer as service,
         ((hash(b.place * 64 + s.k) % 4500) / 100.0)::float as cost
  from (select range as place from range({places})) b, (select range as k from range({each})) s
) to '{path}' (format parquet, compression uncompressed)
"""


def main() -> None:
    places = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.parquet"
        make(path, places)
        began = time.process_time()
        seconds, answers = solve(folder, path, places)
        print(f"{time.process_time() - began:.2f} s of the processor, its tables included")
    if answers != places:
        raise AssertionError(f"{answers} answers for {places} places")
    print(f"{places * EACH} {seconds:.2f} {memory():.0f}")


def make(path: Path, places: int) -> None:
    """In a process of its own, so that its memory does not count."""
    import subprocess

    text = PAIRS.format(sites=SITES, places=places, each=EACH, path=path)
    code = "import duckdb, sys; duckdb.connect().execute(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, text], check=True)


def solve(folder: str, path: Path, places: int) -> tuple[float, int]:
    """Seconds of the wall from the file to a table of scores, and how many there are."""
    import duckdb
    import ibis

    connection = duckdb.connect(str(Path(folder) / "country.duckdb"))
    connection.execute(
        f"set memory_limit='{LIMIT}'; set threads=2; set preserve_insertion_order=false"
    )
    connection.execute(f"create view pairs as select * from read_parquet('{path}')")
    connection.execute(
        f"create table places as select range::integer as place, "
        f"(hash(range) % 300)::integer as population from range({places})"
    )
    connection.execute(
        f"create table services as select range::integer as service, "
        f"(hash(range) % 9)::integer as capacity from range({SITES})"
    )
    backend = ibis.duckdb.from_connection(connection)
    given = [backend.table(name) for name in ("pairs", "places", "services")]
    query = ibis.to_sql(national.scores(*given, BANDS), dialect="duckdb")
    began = time.perf_counter()
    connection.execute(f"create table scores as {query}")
    seconds = time.perf_counter() - began
    (answers,) = connection.execute("select count(*) from scores").fetchone() or (0,)
    return seconds, int(answers)


if __name__ == "__main__":
    main()
