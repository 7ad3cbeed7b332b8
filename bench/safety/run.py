"""Two hundred concerns, each with a kill -9 of web, worker or database at another step.

`python -m bench.safety.run --runs 200`. The test does the five most telling with every
`make test`; here the watchman goes round as slowly as in life.
"""

import argparse
import os
import statistics
import sys
import time

from bench.table import Row, publish


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=200)
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.setdefault("KITH_WATCH_EVERY", "2")

    import django

    django.setup()

    import conftest
    from kith.config import postgres
    from tests.faults import test_concern_survives as faults

    began = time.monotonic()
    with postgres.running(), conftest.fresh_copy(), faults.a_night() as night:
        log = faults.live_through(night, wanted.runs)
        found = faults.faults_of(night, log)
        found["alerts without their e-mail"] = faults.all_mail_left(night, 60)
    rows = [Row("concerns raised", len(log.raised), "")]
    rows += [Row(f"{part} killed", count, "times") for part, count in log.kills.items()]
    rows += [Row(name, count, "", target=0) for name, count in found.items()]
    waited = sorted(log.waited)
    rows += [
        Row("next one alerted, median", statistics.median(waited), "s", target=10),
        Row("next one alerted, longest", waited[-1], "s", target=15),
        Row("the whole run", (time.monotonic() - began) / 60, "min"),
    ]
    publish("safety", rows)
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
