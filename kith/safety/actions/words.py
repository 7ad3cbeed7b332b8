"""What somebody in danger reads, written and read again by people who know the language."""

from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import NotYours
from kith.safety import access
from kith.safety.actions.moving import STREAM
from kith.safety.models import CrisisWords
from kith.safety.refusals import WordsMissing

REVIEWERS = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNCIL)


def write_words(*, by: Member, language: str, steps: str) -> CrisisWords:
    """New or changed words are a draft, whoever wrote them."""
    access.require_keeper(by)
    lines = [line.strip() for line in steps.splitlines() if line.strip()]
    if not lines:
        raise WordsMissing
    words, _is_new = CrisisWords.objects.update_or_create(
        steward_id=by.organization_id,
        language=language,
        defaults={
            "steps": "\n".join(lines), "state": CrisisWords.State.DRAFT, "reviewed_by": None,
            "reviewer_name": "", "reviewed_at": None, "changed_at": clock.now(),
        },
    )  # fmt: skip
    return words


def review_words(*, words: CrisisWords, by: Member) -> CrisisWords:
    """Somebody who speaks the language has read them as they stand, and answers for them."""
    if words.steward_id != by.organization_id or not by.has_role(*REVIEWERS):
        raise NotYours
    words.state = CrisisWords.State.REVIEWED
    words.reviewed_by, words.reviewer_name, words.reviewed_at = by.id, by.name, clock.now()
    words.save()
    chain.record("crisis_words_reviewed", by=by, organization=by.organization_id, subject=words,
                 stream=STREAM, language=words.language)  # fmt: skip
    return words
