"""Measurements: ours against the floor, interleaved in one process."""
