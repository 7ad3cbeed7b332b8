"""How forms look."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Kith's own form templates come with the design system."""
