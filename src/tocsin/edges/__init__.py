"""Edges: where the world answers the ports; each has a fake under tests/."""
