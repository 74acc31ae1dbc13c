"""What the owner said of texts that customers may read, or may not: by their content alone."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "CREATE TABLE text_answer (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL,"
    ' "key" TEXT NOT NULL, allowed INTEGER DEFAULT 0 NOT NULL, UNIQUE (uid), UNIQUE ("key"))',
)


def upgrade() -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """A workspace goes back by its backup."""
