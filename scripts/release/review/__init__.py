"""What a reviewer reads and decides: cards, changelog, decisions."""
