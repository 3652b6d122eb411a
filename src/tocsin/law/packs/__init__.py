"""Packs: one file for each body of law. The order here is the order in which a report tells them."""

from __future__ import annotations

from tocsin.law.packs import (
    au,
    be,
    br,
    ca,
    ch,
    dora,
    eu,
    fr,
    gb,
    in_,
    jp,
    kr,
    nis2,
    omnibus,
    pci,
    us,
)
from tocsin.terms.law import Pack

PACKS: tuple[Pack, ...] = (
    eu.PACK,
    fr.PACK,
    be.PACK,
    nis2.PACK,
    dora.PACK,
    gb.PACK,
    ch.PACK,
    us.PACK,
    in_.PACK,
    au.PACK,
    ca.PACK,
    br.PACK,
    kr.PACK,
    jp.PACK,
    pci.PACK,
    omnibus.PACK,
)
"""What binds in Europe first, with the countries whose law was read closest; what is not in force last."""
