"""A row with columns that are sealed under the key of the person they speak of."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from kith.core import sealing

if TYPE_CHECKING:
    from kith.people.models.person import Person


class SealedRow(models.Model):
    """`row.seal("story", text)` and `row.unseal("story")`; the column itself holds ciphertext.

    Needs `organization_id`, `pk`, and `sealing_person()`: whose key. Opening is not recorded here:
    the action that shows the text to somebody records it.
    """

    organization_id: UUID

    class Meta:
        abstract = True

    def sealing_person(self) -> "Person":
        raise NotImplementedError

    def seal(self, column: str, text: str) -> None:
        """Put a text into a sealed column (in memory; save as usual). Empty stays empty."""
        value = sealing.seal(text, self._key(), self._place(column)) if text else None
        setattr(self, column, value)

    def unseal(self, column: str) -> str:
        """The text of a sealed column; empty where there is none."""
        value = getattr(self, column)
        return sealing.open_sealed(value, self._key(), self._place(column)) if value else ""

    def _key(self) -> bytes:
        from kith.people.keys import key_of

        return key_of(self.sealing_person())

    def _place(self, column: str) -> sealing.Place:
        return sealing.Place(self.organization_id, self._meta.db_table, column, self.pk)
