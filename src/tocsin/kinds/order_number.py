"""Order numbers: what the company gave an order, an invoice or a delivery; leading noughts kept.

Any number may look so: its header tells it, or letters before its digits that say what it is.

>>> KIND.normal_of(" ord-2014-0017 ")
'ORD-2014-0017'
"""

from __future__ import annotations

import ibis.expr.types as ir

from tocsin.kinds import customer_number
from tocsin.kinds.base import Kind
from tocsin.terms.scope import Category

SAYS_ITSELF = (
    "^(?i:ORD(?:ER)?|CMD|COMMANDE|BEST(?:EL(?:LING)?)?|BST|AUFTRAG|AUF|PO|SO|INV(?:OICE)?|FACT?(?:URE|UUR)?|RECHNUNG|RG|PEDIDO)"
    "[-_#/ ]?[0-9][0-9A-Za-z._/-]{2,}$"
)
"""Letters that stand for 'order' or 'invoice' in five languages, before digits."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Digits, perhaps behind letters; or a UUID."""
    return customer_number.looks(cell) | cell.re_search(SAYS_ITSELF)


KIND = Kind(
    name="order_number",
    says="order numbers",
    category=Category.INTERNAL,
    headers=(
        "order",
        "order no",
        "order number",
        "order id",
        "orderid",
        "order ref",
        "commande",
        "no commande",
        "num commande",
        "numero commande",
        "numero de commande",
        "id commande",
        "ref commande",
        "reference commande",
        "bestelnummer",
        "bestelling",
        "bestelling id",
        "ordernummer",
        "bestellnummer",
        "bestellung",
        "auftragsnummer",
        "auftrag",
        "numero pedido",
        "pedido",
        "invoice",
        "invoice no",
        "invoice number",
        "facture",
        "numero facture",
        "factuurnummer",
        "rechnungsnummer",
        "factura",
    ),
    looks=looks,
    normal=customer_number.normal,
    normal_of=customer_number.normal_of,
    needs_header=True,
)
