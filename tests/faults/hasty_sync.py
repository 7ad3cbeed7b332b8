"""The mutant of the site: it tells a tablet "kept" first, and writes it down a moment later."""

import threading
from typing import Any

from kith.accounts import tenancy
from kith.config import wsgi
from kith.road import actions
from kith.road.actions import Answer

LATER = 0.5
application = wsgi.application
_receive = actions.receive


def _write(device: Any, sending: Any) -> None:
    with tenancy.acting_for(device.organization_id):
        _receive(device=device, sending=sending)


def _hasty(*, device: Any, sending: Any, by: Any = None) -> list[Answer]:
    threading.Timer(LATER, _write, args=(device, sending)).start()
    return [Answer(each.id, "kept") for each in sending.envelopes]


actions.receive = _hasty  # type: ignore[assignment]
