"""docs/reference says what the code says: states, fields, addresses, HSDS keys."""

import pytest

from kith.config import document
from kith.directory.exporting.columns import OWN_WORDS

pytestmark = pytest.mark.skipif(
    not document.DOCS.exists(), reason="an installed package has no docs"
)


@pytest.mark.parametrize("name", document.PAGES)
def test_each_page(name: str) -> None:
    written = (document.DOCS / name).read_text()
    assert written == document.page(name), "run: python -m kith.config.document"


def test_every_key_that_hsds_does_not_have() -> None:
    told = (document.DOCS / "hsds.md").read_text()
    for name, meaning in OWN_WORDS.items():
        assert f"| `{name}` | {meaning} |" in told
