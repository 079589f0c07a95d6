"""What a complaint is: cases, steps, standards. Standard library only."""
