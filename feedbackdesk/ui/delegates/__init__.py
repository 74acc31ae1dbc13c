"""How a row, a card, a quote and a bar are painted, and read out."""
