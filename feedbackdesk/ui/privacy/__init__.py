"""What is held on somebody, in the window: written down for them, kept, or erased for good."""
