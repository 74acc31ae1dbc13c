"""Searches that are kept. The full-text indexes are made anew after every migration."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of saved views."""
    op.execute(
        "CREATE TABLE saved_view ("
        "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, name TEXT NOT NULL,"
        ' "key" TEXT NOT NULL, "query" TEXT NOT NULL, place INTEGER DEFAULT 0 NOT NULL,'
        ' UNIQUE (uid), UNIQUE ("key"))'
    )


def downgrade() -> None:
    """A workspace goes back by its backup."""
