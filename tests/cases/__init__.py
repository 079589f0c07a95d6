"""The guide: what a case is, what may be recorded, and what it changes."""
