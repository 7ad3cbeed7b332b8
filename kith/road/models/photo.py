"""A picture taken on the road: of a paper somebody brought, or of a place."""

from django.db import models

from kith.accounts.models import Member, Organization
from kith.core import privacy, sealing
from kith.core.ids import uuid7
from kith.people.keys import key_of, keyring
from kith.people.models import Person
from kith.road.models.device import Device


class Photo(models.Model):
    """JPEG without any of what a camera writes into it. Sealed under the person's key; of a place,
    under the installation's (`key_id`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    record = models.UUIDField()
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="road_photos"
    )
    visit = models.UUIDField(null=True, blank=True)
    key_id = models.CharField(max_length=20, blank=True)
    image_sealed = models.BinaryField()
    taken_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization device record person visit key_id taken_by taken_at",
        sensitive="image_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-taken_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "record"], name="photo_once_a_record"),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(key_id=""), name="photo_has_one_key"
            ),
        ]

    def seal_image(self, jpeg: bytes) -> None:
        """Put the picture in (in memory; save as usual)."""
        if self.person is not None:
            ring, self.key_id = sealing.Keyring({"": key_of(self.person)}, ""), ""
            _, self.image_sealed = ring.wrap(jpeg, self._place())
        else:
            self.key_id, self.image_sealed = keyring().wrap(jpeg, self._place())

    def open_image(self) -> bytes:
        """The picture; CannotOpen once its person was erased."""
        ring = keyring()
        if self.person is not None:
            ring = sealing.Keyring({"": key_of(self.person)}, "")
        return ring.unwrap(self.key_id, bytes(self.image_sealed), self._place())

    def _place(self) -> sealing.Place:
        return sealing.Place(self.organization_id, "road_photo", "image_sealed", self.id)
