"""What pages read. Lists never open what is sealed."""

from kith.measures.queries.lists import assessment_list, of_person, row_of, waiting_and_done
from kith.measures.queries.offers import Offer, offers_for

__all__ = ["Offer", "assessment_list", "of_person", "offers_for", "row_of", "waiting_and_done"]
