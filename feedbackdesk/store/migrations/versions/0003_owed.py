"""What people are owed, what they were and since when, won back sales, and kept numbers."""

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

# They follow from the others, and are counted anew once all are in place.
_KEPT = (
    "ALTER TABLE mention ADD COLUMN weight INTEGER",
    "UPDATE mention SET weight = CASE WHEN coalesce(quote, '') <> '' THEN 0 ELSE 4 END"
    " + CASE coalesce(importance, (SELECT f.importance FROM feedback f WHERE f.id = feedback_id))"
    " WHEN 'critical' THEN 0 WHEN 'important' THEN 1 WHEN 'nice' THEN 3 ELSE 2 END",
    "CREATE INDEX mention_best ON mention (theme_id, weight, said_on DESC, feedback_id DESC)",
    "DROP TABLE item_account",
    "DROP TABLE item_tally",
    "CREATE TABLE item_account (item_id INTEGER NOT NULL, account TEXT NOT NULL,"
    " number INTEGER NOT NULL, last_on TEXT NOT NULL, lost INTEGER NOT NULL,"
    " lost_value INTEGER NOT NULL, PRIMARY KEY (item_id, account)) WITHOUT ROWID",
    "CREATE INDEX item_account_heard ON item_account (item_id, last_on)",
    "CREATE TABLE item_tally (item_id INTEGER NOT NULL, requests INTEGER NOT NULL,"
    " mentions INTEGER NOT NULL, lost INTEGER NOT NULL, lost_value INTEGER NOT NULL,"
    " value INTEGER NOT NULL, PRIMARY KEY (item_id))",
    "CREATE TABLE account_value (account TEXT NOT NULL, value INTEGER NOT NULL,"
    " PRIMARY KEY (account)) WITHOUT ROWID",
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
    for statement in (*_STAGES, *_KEPT):
        op.execute(statement)


def downgrade() -> None:
    """A workspace goes back by its backup."""
