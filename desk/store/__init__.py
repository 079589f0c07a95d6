"""What is on disk: the journal and everything derived from it. The only room that knows SQLite."""
