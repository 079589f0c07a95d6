"""Other ways to set the same agreement, to be measured beside ours where they are installed."""
