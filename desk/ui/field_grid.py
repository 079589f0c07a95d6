"""The questions of a form in two columns: short ones in pairs, their inputs on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout

from .field_block import FieldBlock


class FieldGrid(QGridLayout):
    """Shows the questions that apply now, and hides the others."""

    def __init__(self, beside: int, below: int) -> None:
        """How much room there is between two questions."""
        super().__init__()
        self.setHorizontalSpacing(beside)
        self.setVerticalSpacing(below)
        self.setColumnStretch(0, 1)
        self.setColumnStretch(1, 1)

    def place(self, blocks: Mapping[str, FieldBlock], names: Sequence[str], asked: Sequence[str]) -> None:
        """Put the blocks into their places, in the order of the names."""
        for block in blocks.values():
            self.removeWidget(block)  # what takeAt() gives may live on in Python, and keeps the old size of the block
        line, left = 0, None
        for name in names:
            block = blocks[name]
            block.setVisible(name in asked)
            block.stand_beside(None)
            if name not in asked:
                continue
            if left is not None and block.input.short:
                self.addWidget(block, line - 1, 1)
                _pair(left, block)
                left = None
                continue
            self.addWidget(block, line, 0, 1, 1 if block.input.short else 2)
            line, left = line + 1, block if block.input.short else None


def _pair(left: FieldBlock, right: FieldBlock) -> None:
    """Two blocks on one line, unless one of them is a box that needs no label above."""
    if not (left.input.labelled or right.input.labelled):
        left.stand_beside(right)
        right.stand_beside(left)
