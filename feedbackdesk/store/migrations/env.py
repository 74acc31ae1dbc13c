"""Alembic's entry: runs over the connection that run.py hands it, in its transaction."""

from alembic import context

from feedbackdesk.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
