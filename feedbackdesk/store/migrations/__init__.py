"""Steps from one schema to the next; Alembic is imported only when one is due."""
