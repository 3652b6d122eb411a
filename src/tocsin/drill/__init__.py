"""Drill: a made-up pizza company, its register and its leaks, with the truth known.

No row is a real person: names are drawn by chance, phones lie in unassigned ranges, mail domains
are those that cannot exist. Pure computing by columns: the desk writes what is returned.
"""

from tocsin.drill.firm import Company, company
from tocsin.drill.how import SORTS, How
from tocsin.drill.loot import Leak, leak

__all__ = ["SORTS", "Company", "How", "Leak", "company", "leak"]
