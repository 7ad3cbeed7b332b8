"""Column types of PostgreSQL that Django has no field for. Written by SQL, read rarely."""

from typing import Any

from django.db import models


class CubeField(models.Field):
    """A point on the unit sphere (x, y, z), so that distance order is exact everywhere on Earth."""

    def db_type(self, connection: Any) -> str:
        return "cube"


class MinutesField(models.Field):
    """int4multirange: sets of minutes."""

    def db_type(self, connection: Any) -> str:
        return "int4multirange"
