"""Writes docs/reference/imports.md: the format by hand, the reasons and the counts from the code.

    python -m kith.directory.importing.document [folder with the sets]

Each set is imported twice, into a transaction that is rolled back at the end.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reference" / "imports.md"
PROSE = Path(__file__).with_name("imports.md.in")
MAPPINGS = Path(__file__).parent.parent / "data" / "mappings"


@dataclass(frozen=True)
class Set:
    """One set other people made. `mapping`: a file of ours, or one that lies beside the set."""

    title: str
    path: str
    mapping: str = ""


SETS = (
    Set("SAMHSA facilities, California, Nevada, Oregon", "samhsa-ca-nv-or",
        str(MAPPINGS / "samhsa-facilities.yaml")),
    Set("New York export of ORServices", "nyc-orservices-hsds/newExport"),
    Set("Illinois Legal Aid Online, HSDS", "ilao-legal-aid-mit/output"),
    Set("Illinois Legal Aid Online, its own layout", "ilao-legal-aid-mit/input",
        "ilao-legal-aid-mit/mapping.yaml"),
    Set("Florida legal aid, its own layout", "ilao-legal-aid-mit/florida_data",
        "ilao-legal-aid-mit/florida_data/florida_mapping.yaml"),
    Set("HAARRRvest food listings", "haarrrvest-cc0"),
    Set("Open Referral UK, default", "oruk-mock-services/V3.0-UK-Default"),
    Set("Open Referral UK, pass", "oruk-mock-services/V3.0-UK-Test"),
    Set("Open Referral UK, warn", "oruk-mock-services/V3.0-UK-Warn"),
    Set("Open Referral UK, fail", "oruk-mock-services/V3.0-UK-Fail"),
    Set("Open Referral UK, version 1 dashboard", "oruk-mock-services/V1.0-UK-Default"),
    Set("HSDS 3.1 examples, CSV", "hsds-3.1/examples/csv"),
    Set("HSDS 3.1 examples, tabular JSON", "hsds-3.1/examples/tabular.json"),
    Set("HSDS 3.1 examples, a service", "hsds-3.1/examples/service_full.json"),
    Set("HSDS 3.1 examples, services", "hsds-3.1/examples/service_list.json"),
    Set("HSDS 3.1 examples, an organization", "hsds-3.1/examples/organization_full.json"),
    Set("HSDS 3.1 examples, organizations", "hsds-3.1/examples/organization_list.json"),
    Set("HSDS 3.1 examples, a service at a location",
        "hsds-3.1/examples/service_at_location_full.json"),
    Set("HSDS 3.1 examples, taxonomies", "hsds-3.1/examples/taxonomy_list.json"),
    Set("HSDS 3.1 examples, terms", "hsds-3.1/examples/taxonomy_term_list.json"),
    Set("Ohana sample", "openeligibility/data/sample-csv"),
)  # fmt: skip


def main() -> None:
    """Import every set there is, twice, keep nothing, write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django

    django.setup()
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")
    words = PROSE.read_text(encoding="utf-8")
    words = words.replace("<!-- reasons -->", _reasons()).replace("<!-- sets -->", _sets(shared))
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(words, encoding="utf-8")
    print(PAGE.relative_to(ROOT))


def _reasons() -> str:
    from kith.directory.importing.reasons import ALTERED, LOST

    lines = ["| code | what it means |", "|---|---|"]
    lines += [f"| `{code}` | row lost. {words} |" for code, words in LOST.items()]
    lines += [f"| `{code}` | value altered. {words} |" for code, words in ALTERED.items()]
    return "\n".join(lines)


def _sets(shared: Path) -> str:
    return "\n\n".join(_section(shared, one) for one in SETS if (shared / one.path).exists())


def _section(shared: Path, one: Set) -> str:
    """What became of one set, and of the same set again."""
    from django.db import transaction

    from kith.core.refusals import Refusal
    from kith.directory.importing.actions import import_path

    mapping = _mapping(shared, one)
    with transaction.atomic():
        try:
            first, again = (
                import_path(path=shared / one.path, source_name=one.title, mapping=mapping)
                for _time in range(2)
            )
        except Refusal as refusal:
            return f"### {one.title}\n\n`{one.path}` is refused: “{refusal}”"
        finally:
            transaction.set_rollback(True)
    print(one.title, first.seconds, flush=True)
    return "\n\n".join([
        f"### {one.title}", _about(one, first), _counts(first), _losses(first),
        f"The same again: {again.changes} rows changed.",
    ])  # fmt: skip


def _mapping(shared: Path, one: Set) -> Path | None:
    if not one.mapping:
        return None
    return Path(one.mapping) if Path(one.mapping).is_absolute() else shared / one.mapping


def _about(one: Set, report: object) -> str:
    from kith.directory.importing.report import Report

    assert isinstance(report, Report)
    how = f", mapping `{Path(one.mapping).name}`" if one.mapping else ""
    rows = ", ".join(f"`{name}` {count:,}" for name, count in report.rows.items())
    aside = ", ".join(f"`{name}`" for name in report.skipped)
    return f"`{one.path}`, layout {report.layout}{how}. Rows in the files: {rows}." + (
        f" Left aside: {aside}." if aside else ""
    )


def _counts(report: object) -> str:
    from kith.directory.importing.report import Report

    assert isinstance(report, Report)
    lines = ["| table | read | added | lost | mentioned again |", "|---|--:|--:|--:|--:|"]
    for name, row in report.tables.items():
        assert row.adds_up, name
        lines.append(f"| {name} | {row.read:,} | {row.added:,} | {row.lost:,} | {row.repeated:,} |")
    return "\n".join(lines)


def _losses(report: object) -> str:
    from kith.directory.importing.report import Report

    assert isinstance(report, Report)

    def told(counts: dict[str, int]) -> str:
        return ", ".join(f"`{code}` {n:,}" for code, n in sorted(counts.items(), key=_most))

    lost, altered = told(report.lost), told(report.altered)
    return f"Lost: {lost or 'nothing'}. Altered: {altered or 'nothing'}."


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


if __name__ == "__main__":
    main()
