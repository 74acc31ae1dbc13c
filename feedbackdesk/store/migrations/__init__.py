"""Steps from one schema to the next; Alembic is imported only when one is due.

A step that rebuilds a table (batch_alter_table) must say that its keys are never used
twice, table_kwargs={"sqlite_autoincrement": True}, and rebuilding feedback must make
its triggers again.
"""
