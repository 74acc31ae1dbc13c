"""The page of backups: its rows, what going back would bring, and where backups go."""
