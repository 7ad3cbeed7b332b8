"""Frozen rows for pages.

recruiting     the pipeline and one application
working        the board of peers, one peer, a peer's own page
matching       who waits, and one person's proposals
training       curricula, groups, what one peer has learned
certificates   checking one by its number
"""

from kith.peers.queries.matching import matching_page, seeking_list
from kith.peers.queries.recruiting import application_page, pipeline
from kith.peers.queries.training import cohort_page, learning_page, training_page
from kith.peers.queries.working import board, match_page, my_page, peer_page

__all__ = [
    "application_page", "board", "cohort_page", "learning_page", "match_page", "matching_page",
    "my_page", "peer_page", "pipeline", "seeking_list", "training_page",
]  # fmt: skip
