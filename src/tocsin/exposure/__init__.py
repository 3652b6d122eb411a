"""What is in it, about whom, and what was looked for in vain."""
