"""What people are owed, what they were and since when, and sales that were won back."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STAGES = (
    "CREATE TABLE person_stage (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    " uid TEXT NOT NULL, person_id INTEGER NOT NULL, stage TEXT NOT NULL, since_on TEXT NOT NULL,"
    " UNIQUE (uid), FOREIGN KEY(person_id) REFERENCES person (id))",
    "CREATE INDEX ix_person_stage_person_id ON person_stage (person_id)",
    # What somebody is now is the first stage that is known of them.
    "INSERT INTO person_stage (uid, person_id, stage, since_on)"
    " SELECT lower(hex(randomblob(16))), id, stage, stage_since FROM person"
    " WHERE stage_since IS NOT NULL",
)


def upgrade() -> None:
    """Add the columns and the table."""
    op.execute("ALTER TABLE person ADD COLUMN contact_how TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE person ADD COLUMN erased_on TEXT")
    op.execute("ALTER TABLE person ADD COLUMN kept_on TEXT")
    op.execute("ALTER TABLE loss ADD COLUMN won_back_on TEXT")
    op.execute("ALTER TABLE follow_up ADD COLUMN by_rule INTEGER DEFAULT 0 NOT NULL")
    op.execute("ALTER TABLE follow_up ADD COLUMN said TEXT DEFAULT '' NOT NULL")
    op.execute("CREATE INDEX follow_up_open ON follow_up (due_on, id) WHERE done_on IS NULL")
    op.execute("CREATE INDEX feedback_lost ON feedback (said_on, id) WHERE kind = 'loss'")
    for table in ("organisation", "person"):
        op.execute(f"DROP INDEX ix_feedback_{table}_id")
        op.execute(f"CREATE INDEX feedback_of_{table} ON feedback ({table}_id, said_on)")
        op.execute(f"CREATE INDEX {table}_by_root ON {table} (root_id) WHERE root_id IS NOT NULL")
    op.execute("ALTER TABLE print_run ADD COLUMN name TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE print_run ADD COLUMN items TEXT DEFAULT '' NOT NULL")
    op.execute("CREATE INDEX print_run_of_lens ON print_run (lens, id)")
    op.execute(
        "UPDATE print_run SET name = CASE edition WHEN 'working' THEN 'Working copy'"
        " WHEN 'customer' THEN 'Customer copy' WHEN 'one-page' THEN 'One page' ELSE 'Print' END"
    )
    for statement in _STAGES:
        op.execute(statement)


def downgrade() -> None:
    """A workspace goes back by its backup."""
