"""Every screen and every paper as a picture: python -m tests.gallery OUT."""
