"""tocsin: the desk that answers a claim of stolen customer data, from the company's own register."""

__version__ = "0.1.0"
