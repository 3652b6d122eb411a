"""Linkage: whose record is this? Normal tables in; links, weighed in bits, and ambiguous rows out."""

from tocsin.linkage.links import Linked, link

__all__ = ["Linked", "link"]
