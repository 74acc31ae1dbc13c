"""Files that are brought in: their runs, where each record came from, votes, and the heap."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "CREATE TABLE import_run (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL,"
    ' at TEXT NOT NULL, file TEXT NOT NULL, format TEXT NOT NULL, "key" TEXT NOT NULL,'
    " numbers TEXT NOT NULL, UNIQUE (uid))",
    "CREATE TABLE theme_vote (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL,"
    " import_run_id INTEGER NOT NULL, theme_id INTEGER NOT NULL, number INTEGER DEFAULT 0 NOT NULL,"
    " UNIQUE (uid), FOREIGN KEY(import_run_id) REFERENCES import_run (id),"
    " FOREIGN KEY(theme_id) REFERENCES theme (id))",
    "CREATE INDEX ix_theme_vote_import_run_id ON theme_vote (import_run_id)",
    "CREATE INDEX ix_theme_vote_theme_id ON theme_vote (theme_id)",
    "CREATE TABLE import_origin (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    " run_id INTEGER NOT NULL, source TEXT NOT NULL, ident TEXT NOT NULL, digest TEXT NOT NULL,"
    " table_name TEXT NOT NULL, row_id INTEGER NOT NULL)",
    "CREATE INDEX ix_import_origin_ident ON import_origin (ident)",
    "CREATE INDEX ix_import_origin_run_id ON import_origin (run_id)",
    "CREATE TABLE heap (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL,"
    " came_at TEXT NOT NULL, ident TEXT NOT NULL, answers TEXT, place TEXT NOT NULL,"
    " name TEXT DEFAULT '' NOT NULL, organisation TEXT DEFAULT '' NOT NULL,"
    " email TEXT DEFAULT '' NOT NULL,"
    " phone TEXT DEFAULT '' NOT NULL, said_on TEXT, said_at TEXT,"
    " subject TEXT DEFAULT '' NOT NULL, text TEXT NOT NULL, channel TEXT, aside TEXT,"
    " attached TEXT DEFAULT '' NOT NULL)",
    "CREATE INDEX ix_heap_run_id ON heap (run_id)",
    "CREATE INDEX ix_heap_ident ON heap (ident)",
    "CREATE TABLE heap_decision (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    " uid TEXT NOT NULL, heap_row INTEGER NOT NULL, became INTEGER, decided_at TEXT NOT NULL,"
    " UNIQUE (uid))",
    "CREATE INDEX ix_heap_decision_heap_row ON heap_decision (heap_row)",
    "CREATE INDEX ix_heap_decision_became ON heap_decision (became)",
    "DROP INDEX feedback_inbox",
    "CREATE INDEX feedback_inbox ON feedback (said_on, id, in_inbox) WHERE in_inbox = 1",
)


def upgrade() -> None:
    """Add the tables; the inbox is counted without reading what was said."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """A workspace goes back by its backup."""
