"""Certificates as a sheet of paper: one A4 page as PDF, in any language of the interface.

words    what stands on it
fonts    which of the fonts that Kith brings hold its letters
drawing  where it stands
"""

from kith.peers.paper.drawing import draw
from kith.peers.paper.words import Sheet, address_of_check, sheet_of

__all__ = ["Sheet", "address_of_check", "draw", "sheet_of"]
