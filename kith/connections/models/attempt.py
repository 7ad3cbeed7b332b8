"""Somebody tried a private code that belongs to no request."""

from django.db import models

from kith.core import clock, privacy
from kith.core.ids import uuid7


class CodeAttempt(models.Model):
    """Counted to stop guessing. `who` is a keyed digest of the address and the day, so that rows of
    two days cannot be joined; the address itself is kept nowhere. Belongs to no organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    who = models.CharField(max_length=32)
    at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(internal="id at", personal="who", keep=privacy.Keep.SHORT)

    class Meta:
        indexes = [models.Index(fields=["who", "at"]), models.Index(fields=["at"])]
