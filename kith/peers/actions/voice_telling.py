"""Who hears of a matter: the peers, or who answers for the organisation."""

from kith.accounts.models import Member, Role
from kith.peers import telling, voice_access
from kith.peers.models import Matter


def tell_peers(matter: Matter, cause: str, besides: Member | None = None) -> None:
    peers = voice_access.voters(matter.organization_id).select_related("member")
    telling.tell(
        [peer.member for peer in peers], "voice", matter.pk, f"{matter.pk}:{cause}",
        organization=matter.organization_id, besides=besides,
    )  # fmt: skip


def tell_organisation(matter: Matter, cause: str, besides: Member | None = None) -> None:
    members = Member.objects.active().filter(organization_id=matter.organization_id)
    directors = list(members.with_role(Role.DIRECTOR)) or list(members.with_role(Role.SUPERVISOR))
    telling.tell(
        directors, "voice", matter.pk, f"{matter.pk}:{cause}",
        organization=matter.organization_id, besides=besides,
    )  # fmt: skip
