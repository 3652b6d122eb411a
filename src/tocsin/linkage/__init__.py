"""Linkage: whose record is this? Normal tables in; links, weighed in bits, and ambiguous rows out."""

from tocsin.linkage.links import Linked, link, link_near

__all__ = ["Linked", "link", "link_near"]
