"""Regions: kith region build, list, show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kith.config.cli.answer import AsJson, give, guarded, table

if TYPE_CHECKING:
    from kith.region.models import RegionVersion

app = typer.Typer(
    help="Streets, public transport and people of a region: who can reach what.",
    no_args_is_help=True,
)


def build(
    extract: Annotated[Path, typer.Argument(help="Streets and paths: an OpenStreetMap .osm.pbf.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Timetables (GTFS .zip, as many as there are) and who lives where"
            " (.csv or .geojson, H3 cells or your own areas)."
        ),
    ] = None,
    name: Annotated[str, typer.Option(help="What to call it; the file's name if left out.")] = "",
    id_column: Annotated[str, typer.Option(help="The column that names each area.")] = "",
    population_column: Annotated[str, typer.Option(help="The column that counts everybody.")] = "",
    group: Annotated[
        list[str] | None,
        typer.Option(help="A column that counts a group; all columns of numbers if left out."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Build a region. Stop it when you like: the same command goes on where it was."""
    from kith.config.cli.django import ready

    with ready():
        from kith.region import actions
        from kith.region.building import inputs
        from kith.region.rules.population import Columns

        columns = Columns(id_column, population_column, tuple(group) if group else None)
        given = inputs.sorted_out(extract, files or [], name=name, columns=columns)

        @contextmanager
        def watched(words: str) -> Iterator[Callable[[int], None]]:
            from kith.config.progress import bar, done

            with bar(words, None, quiet=as_json) as advance:
                yield advance
            if not as_json:
                done(words)

        version = actions.build(given=given, watched=watched)
        give(_facts(version), as_json=as_json, text=lambda: _show(version))


def list_regions(as_json: AsJson = False) -> None:
    """List the regions that are here."""
    from kith.config.cli.django import ready

    with ready():
        from kith.region.models import RegionVersion

        versions = list(RegionVersion.objects.current())
        give(
            [_facts(version) for version in versions],
            as_json=as_json,
            text=lambda: table(
                "Regions" if versions else "No region yet. Build one: kith region build.",
                ["Name", "Crossings", "Stops", "People", "Built"],
                [
                    [v.slug, str(v.crossing_count), str(v.stop_count), f"{v.population:.0f}",
                     f"{v.built_at:%Y-%m-%d}"]
                    for v in versions
                ],
            ),
        )  # fmt: skip


def show(
    region: Annotated[str, typer.Argument(help="The name of a region, as `list` gives it.")],
    as_json: AsJson = False,
) -> None:
    """Show what a region is made of, and what was wrong with its files."""
    from kith.config.cli.django import ready

    with ready():
        from kith.region import actions

        version = actions.find(region)
        give(_facts(version), as_json=as_json, text=lambda: _show(version))


def journey(
    region: Annotated[str, typer.Argument(help="The name of a region, as `list` gives it.")],
    start: Annotated[str, typer.Argument(help='From where: "LATITUDE,LONGITUDE".')],
    goal: Annotated[str, typer.Argument(help='To where: "LATITUDE,LONGITUDE".')],
    weekday: Annotated[int, typer.Option(min=0, max=6, help="0 is Monday, 6 Sunday.")] = 1,
    hour: Annotated[int, typer.Option(min=0, max=23, help="The hour one can leave in.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Tell how one gets from one place to another by public transport, leg by leg."""
    from kith.config.cli.django import ready

    here, there = _place(start, "start"), _place(goal, "goal")
    with ready():
        from kith.region import actions, travel, words

        opened = travel.of(actions.find(region))
        found = travel.route(opened, here, there, weekday=weekday, hour=hour)
        told = {
            "minutes": None if found is None else round(found.seconds / 60),
            "runs": opened.runs(weekday, hour),
            "legs": [] if found is None else [asdict(leg) for leg in found.legs],
            "words": [] if found is None else [words.leg(leg) for leg in found.legs],
        }
        give(told, as_json=as_json, text=lambda: _tell(told))


def _place(text: str, name: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        latitude = longitude = float("nan")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise typer.BadParameter(f"{name}: latitude and longitude in degrees, such as 42.4,-100.9")
    return latitude, longitude


def _tell(told: dict[str, Any]) -> None:
    if not told["runs"]:
        typer.echo("Next to nothing runs at that hour, says the timetable.")
    if told["minutes"] is None:
        typer.echo("Most departures of that hour do not get there within two hours.")
        return
    typer.echo(f"{told['minutes']} minutes at the median of the hour. Typical:")
    for line in told["words"]:
        typer.echo(f"- {line}")


def _facts(version: "RegionVersion") -> dict[str, Any]:
    from kith.region import places, words

    return {
        "region": version.slug, "name": version.name, "version": version.digest,
        "path": str(places.folder(version)), "built_at": version.built_at,
        "bounds": [version.west, version.south, version.east, version.north],
        "crossings": version.crossing_count, "links": version.link_count,
        "stops": version.stop_count, "trips": version.trip_count, "areas": version.area_count,
        "population": version.population, "groups": version.groups, "feeds": version.feeds,
        "has_map": version.has_map, "attribution": version.attribution,
        "warnings": [{**one, "words": words.sentence(one)} for one in version.warnings],
    }  # fmt: skip


def _show(version: "RegionVersion") -> None:
    from kith.region import words

    typer.echo(
        f"{version.name} ({version.slug}): {version.crossing_count} crossings, "
        f"{version.stop_count} stops, {version.trip_count} trips, {version.population:.0f} people "
        f"in {version.area_count} areas, {'with' if version.has_map else 'without'} a map."
    )
    for feed in version.feeds:
        valid = f"{feed['valid_from']} to {feed['valid_to']}" if feed["valid_from"] else "any day"
        typer.echo(f"{feed['name']}: valid {valid}; the week of {feed['week']} is used.")
    for warning in version.warnings:
        typer.echo(f"- {words.sentence(warning)}")
    typer.echo(version.attribution)


COMMANDS: dict[str, Callable[..., None]] = {
    "build": build, "list": list_regions, "show": show, "journey": journey,
}  # fmt: skip
for _name, _function in COMMANDS.items():
    app.command(_name)(guarded(_function))
