"""A row with a key of its own: what is sealed in it opens without anybody's person key.

For what is not about a supported person: an applicant's words, what a peer and their supervisor
write. Taking the key away makes it unreadable, in history and backups as well.
"""

from uuid import UUID

from django.db import models

from kith.core import sealing
from kith.people.keys import keyring


class OwnKey(models.Model):
    """`row.seal("about_sealed", text)` and `row.unseal("about_sealed")`; `row.forget()` for ever.

    The wrapped key stands in the row and is kept out of its history by `KEY`.
    """

    organization_id: UUID
    key_id = models.CharField(max_length=20, blank=True)
    key_wrapped = models.BinaryField(null=True, blank=True)

    class Meta:
        abstract = True

    def seal(self, column: str, text: str) -> None:
        """In memory, with a key for a row that has none; save as usual. Empty stays empty."""
        value = sealing.seal(text, self._key(), self._place(column)) if text else None
        setattr(self, column, value)

    def unseal(self, column: str) -> str:
        """The text; empty where there is none, CannotOpen once the key is gone."""
        value = getattr(self, column)
        if value and self.key_wrapped is None:
            raise sealing.CannotOpen
        return sealing.open_sealed(value, self._key(), self._place(column)) if value else ""

    def forget(self) -> None:
        """Take the key away (in memory; save as usual)."""
        self.key_id, self.key_wrapped = "", None

    def _key(self) -> bytes:
        place = self._place("key_wrapped")
        if self.key_wrapped is None:
            self.key_id, self.key_wrapped = keyring().wrap(sealing.new_key(), place)
        return keyring().unwrap(self.key_id, bytes(self.key_wrapped), place)

    def _place(self, column: str) -> sealing.Place:
        return sealing.Place(self.organization_id, self._meta.db_table, column, self.pk)


KEY = ["key_id", "key_wrapped"]
"""What history must not keep: it cannot be erased there."""
