"""A language's words are a draft until somebody of the community has read them as they stand."""

from unittest.mock import patch

import pytest

from kith.accounts import actions, catalogues
from kith.accounts.actions.reviews import NothingToReview, WordsChanged
from kith.accounts.models import CatalogueReview
from kith.accounts.tests.browsers import confirmed
from kith.core.refusals import NotYours


@pytest.fixture(autouse=True)
def words(tmp_path):
    """A Somali catalogue of two strings, one of them translated."""
    file = tmp_path / "django.po"
    file.write_text('msgid "Save"\nmsgstr "Kaydi"\n\nmsgid "Open"\nmsgstr ""\n')
    with patch.object(catalogues, "_files", lambda code: iter([file] if code == "so" else [])):
        yield file


def somali() -> catalogues.Catalogue:
    return catalogues.find("so")


def review(member, *, is_approved=True, digest=None) -> CatalogueReview:
    digest = digest or somali().digest
    return actions.review_catalogue(
        by=member, language="so", digest=digest, is_approved=is_approved
    )


def test_it_begins_as_a_draft(db) -> None:
    assert (somali().state, somali().translated, somali().total) == ("draft", 1, 2)
    assert catalogues.find("en").state == "source"


def test_approved_it_says_by_whom(cast) -> None:
    review(cast.sofia)
    assert somali().state == "reviewed"
    assert (somali().review.reviewer_name, somali().review.reviewer_of) == (
        "Sofia", "Riverbend Commons",
    )  # fmt: skip


def test_a_changed_word_waits_for_a_reader_again(cast, words) -> None:
    review(cast.sofia)
    words.write_text('msgid "Save"\nmsgstr "Kaydso"\n')
    assert somali().state == "changed"


def test_the_newest_word_counts(cast) -> None:
    review(cast.sofia)
    review(cast.sofia, is_approved=False)
    assert somali().state == "draft"
    assert CatalogueReview.objects.count() == 2


def test_words_that_changed_while_reading_are_not_approved(cast) -> None:
    with pytest.raises(WordsChanged):
        review(cast.sofia, digest="0" * 64)


@pytest.mark.parametrize("who", ["amina", "ben"])
def test_only_council_and_administrators_may(cast, who) -> None:
    with pytest.raises(NotYours):
        review(getattr(cast, who))
    assert not CatalogueReview.objects.exists()


@pytest.mark.parametrize("code", ["en", "tlh", "fr"])
def test_there_must_be_something_to_read(cast, code) -> None:
    with pytest.raises(NothingToReview):
        actions.review_catalogue(by=cast.sofia, language=code, digest="", is_approved=True)


def test_nothing_is_saved_when_the_log_cannot_be_written(cast, broken_log) -> None:
    with broken_log, pytest.raises(RuntimeError):
        review(cast.sofia)
    assert somali().state == "draft"


def test_in_the_browser(cast) -> None:
    browser = confirmed(cast.sofia)
    page = browser.get("/desk/settings/languages/").content.decode()
    assert "Machine draft" in page
    browser.post("/desk/settings/languages/so/", {"word": "good", "digest": somali().digest})
    assert "Sofia, Riverbend Commons" in browser.get("/desk/settings/languages/").content.decode()
