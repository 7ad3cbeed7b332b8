"""A field nobody has classified might be shown to anybody."""

import pytest
from django.apps import apps

OURS = [
    m for m in apps.get_models()
    if m._meta.app_config.name.startswith("kith.") and not hasattr(m, "pgh_tracked_model")
]  # fmt: skip


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_has_exactly_one_class(model) -> None:
    fields = {f.name for f in model._meta.local_fields}
    assert set(model.PRIVACY.classes) == fields
