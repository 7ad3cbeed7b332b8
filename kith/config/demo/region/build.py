"""`python -m kith.config.demo.region.build`: the town's region, from files written for a moment.

The whole way that a real region goes: extract, timetables, population and map. Takes two seconds;
in a process of its own, for what it loads is never needed again by the one that serves.
"""

import os
import tempfile
from pathlib import Path


def main() -> None:
    """Before the story is told, so that it can be told on this ground."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    os.environ["KITH_POOL"] = "0"

    import django

    django.setup()
    from kith.config.demo import town
    from kith.config.demo.region import writing
    from kith.core import clock
    from kith.region import actions
    from kith.region.building import inputs

    with tempfile.TemporaryDirectory(prefix="kith-ground-") as folder:
        files = writing.write(Path(folder), town.day_at(clock.now()))
        given = inputs.sorted_out(files.extract, [*files.feeds, files.population], name=town.NAME)
        actions.build(given=given)


if __name__ == "__main__":
    main()
