"""Verdicts: how often verdict, time of copying and source are wrong, on drills with fresh seeds."""
