"""What an owner can do: intentions and questions, behind one door. No Qt, no SQL."""
