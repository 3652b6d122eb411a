"""Law: what must be done by when, on these facts; dated rules, each with its source. Never legal advice."""
