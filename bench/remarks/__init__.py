"""Remarks: how well what hides in free text is told, and how well numbers in disguise are found."""
