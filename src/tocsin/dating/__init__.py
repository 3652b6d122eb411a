"""Dating: when the rows were copied, and from which system."""
