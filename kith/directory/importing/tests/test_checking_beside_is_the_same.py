"""Big files are checked in processes beside the import; what comes out is the same, in order."""

import uuid

import pytest

from kith.directory.importing import checking
from kith.directory.importing.recognising import recognise
from kith.directory.importing.tests.files import small_town, write_csv


@pytest.fixture
def found(tmp_path):
    small_town(tmp_path)
    rows = [{"id": f"s{i}", "organization_id": "o1", "name": f"Group {i}" if i % 7 else "",
             "minimum_age": "90" if i % 5 else "x"} for i in range(5000)]  # fmt: skip
    write_csv(tmp_path, "services.csv", rows)
    return recognise(tmp_path)


def test_checking_beside_gives_what_checking_here_gives(found, monkeypatch):
    files = {name: number for number, name in enumerate(found.files)}
    task = checking.Task(uuid.uuid4(), files, found.reader.is_24)
    here = list(checking.all_of(task, found.reader, size=0))
    monkeypatch.setattr(checking.os, "cpu_count", lambda: 2)
    beside = list(checking.all_of(task, found.reader, size=checking.WORTH_IT))
    assert [count for count, _ in here] == [2000, 4000, 5007]
    assert here == beside


def test_a_reader_that_stops_half_way_leaves_no_process(found, monkeypatch):
    monkeypatch.setattr(checking.os, "cpu_count", lambda: 2)
    started = []
    popen = checking.subprocess.Popen

    def start(*args, **more):
        started.append(popen(*args, **more))
        return started[-1]

    monkeypatch.setattr(checking.subprocess, "Popen", start)
    task = checking.Task(uuid.uuid4(), dict.fromkeys(found.files, 0), True)
    answers = checking.all_of(task, iter([*found.reader] * 5), size=checking.WORTH_IT)
    next(answers)
    answers.close()
    assert started and all(process.poll() is not None for process in started)
