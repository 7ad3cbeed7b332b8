"""The mutant of the site: it says that the concern is raised, and writes it down a moment later."""

import threading
import uuid
from typing import Any

from kith.accounts import tenancy
from kith.config import wsgi
from kith.safety import actions
from kith.safety.models import Concern

LATER = 1.0
application = wsgi.application
_raise = actions.raise_concern


def _hasty(*, by: Any, **known: Any) -> Concern:
    def write() -> None:
        with tenancy.acting_for(by.organization_id):
            _raise(by=by, **known)

    threading.Timer(LATER, write).start()
    return Concern(id=uuid.uuid4())


actions.raise_concern = _hasty  # type: ignore[assignment]
