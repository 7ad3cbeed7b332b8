"""Settings of the sites that are killed: as the journeys' site, and in need of nothing that another
test gathered. Style sheets are served as they lie there; nobody looks at these pages."""

from tests.journeys.settings import *  # noqa: F403
from tests.settings import STORAGES  # noqa: F401 - without a list of files made beforehand
