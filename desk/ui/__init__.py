"""The window: Qt Widgets in Python, one file a page."""
