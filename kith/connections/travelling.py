"""What travels with a referral: sealed under the referral's own key, which both sides can unwrap.

The key is wrapped by the installation's keyring, not by either side's, and its row is behind the
same policy as the referral. Taking consent back destroys the row: from then on neither side, nor
any copy or history, can be opened.
"""

import json
from collections.abc import Callable

from kith.connections.models import Consent, Referral, ReferralKey, Request
from kith.connections.refusals import NoLongerShared
from kith.core import sealing
from kith.directory.models import TaxonomyTerm
from kith.people.keys import keyring

Share = Consent.Share
NOTE = "note"


def make_key(referral: Referral) -> ReferralKey:
    """A key for a new referral, in the transaction that makes it."""
    key = ReferralKey(
        referral=referral,
        organization_id=referral.organization_id,
        receiver_id=referral.receiver_id,
    )
    key.key_id, key.wrapped = keyring().wrap(sealing.new_key(), key.place())
    key.save(force_insert=True)
    return key


def seal_words(referral: Referral, **words: str) -> dict[str, bytes | None]:
    """Ciphertexts by column, for `Lifecycle.apply`. NoLongerShared once the key is gone."""
    try:
        for column, text in words.items():
            referral.seal(column, text.strip())
    except (ReferralKey.DoesNotExist, sealing.CannotOpen) as error:
        raise NoLongerShared from error
    return {column: getattr(referral, column) for column in words}


def open_words(referral: Referral, column: str) -> str:
    """The text of a column, or NoLongerShared."""
    try:
        return referral.unseal(column)
    except (ReferralKey.DoesNotExist, sealing.CannotOpen) as error:
        raise NoLongerShared from error


def content(request: Request, consent: Consent, note: str) -> str:
    """The consented fields and the note, as JSON; a field that is empty does not travel."""
    fields = {share: _FIELDS[Share(share)](request) for share in consent.shares}
    if note.strip():
        fields[NOTE] = note.strip()
    return json.dumps({name: text for name, text in fields.items() if text}, ensure_ascii=False)


def read(referral: Referral) -> tuple[dict[str, str], str]:
    """What travelled: fields by Consent.Share, and the note."""
    text = open_words(referral, "shared_sealed")
    fields: dict[str, str] = json.loads(text) if text else {}
    note = fields.pop(NOTE, "")
    return fields, note


def _needs(request: Request) -> str:
    """In the words of the directory; the person's own words are STORY."""
    names = TaxonomyTerm.objects.filter(id__in=request.needs).order_by("position", "name", "id")
    return ", ".join(names.values_list("name", flat=True))


_FIELDS: dict[Share, Callable[[Request], str]] = {
    Share.NAME: lambda request: request.person.unseal("name_sealed"),
    Share.PHONE: lambda request: request.person.unseal("phone_sealed"),
    Share.EMAIL: lambda request: request.person.unseal("email_sealed"),
    Share.SAFE_CONTACT: lambda request: request.person.unseal("safe_contact_sealed"),
    Share.LANGUAGE: lambda request: request.language,
    Share.PLACE: lambda request: request.place,
    Share.NEEDS: _needs,
    Share.STORY: lambda request: request.unseal("story_sealed"),
}
