from kith.measures.models.assessment import Assessment, AssessmentLink
from kith.measures.models.spread import Spread
from kith.measures.models.tablet import Tablet
from kith.measures.models.trained import Trained

__all__ = ["Assessment", "AssessmentLink", "Spread", "Tablet", "Trained"]
