"""What stands behind the chosen row: words, people, numbers, and the proof of each."""
