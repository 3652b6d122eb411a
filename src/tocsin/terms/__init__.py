"""The words every room speaks: frozen values without I/O and without an engine."""
