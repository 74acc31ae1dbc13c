"""What the tests would not notice: one small change at a time, asked of those who run its line."""
