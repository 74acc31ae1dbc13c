"""Texts that the owner did not want proposed together as a theme: by their content alone."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "CREATE TABLE proposal_refusal (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    ' uid TEXT NOT NULL, "key" TEXT NOT NULL, UNIQUE (uid), UNIQUE ("key"))',
)


def upgrade() -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """A workspace goes back by its backup."""
