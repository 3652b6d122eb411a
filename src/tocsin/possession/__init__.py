"""Possession: does the claimant really hold it all? What the note says, and what of it is shown."""
