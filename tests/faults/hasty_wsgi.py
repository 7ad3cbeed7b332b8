"""The mutant of the site: it says "we have it" first, and writes it down a moment later."""

import threading
import uuid
from typing import Any

from kith.config import wsgi
from kith.connections import actions, codes

LATER = 0.5
application = wsgi.application
_ask = actions.ask


def _hasty(*, organization: Any, asking: Any, replay_key: uuid.UUID) -> tuple[None, str]:
    known = {"organization": organization, "asking": asking, "replay_key": replay_key}
    threading.Timer(LATER, _ask, kwargs=known).start()
    return None, codes._derive(organization.id, replay_key, 0)


actions.ask = _hasty  # type: ignore[assignment]
