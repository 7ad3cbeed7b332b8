"""What members fill in at the desk. The questionnaires themselves are sheets, not forms."""

from kith.measures.forms.desk import OfferForm, PaperForm, SpreadForm, TrainingForm

__all__ = ["OfferForm", "PaperForm", "SpreadForm", "TrainingForm"]
