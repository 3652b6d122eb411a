"""JSON: text cut into tokens, judged, and laid into columns; for documents (`document`) and lines."""
