"""Further addresses and numbers of people, and those of organisations."""

from alembic import op
from sqlalchemy import text

from feedbackdesk.domain.contact_points import number_end

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLE = (
    "CREATE TABLE contact_point (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    " uid TEXT NOT NULL, person_id INTEGER, organisation_id INTEGER, kind TEXT NOT NULL,"
    " value TEXT NOT NULL, key TEXT NOT NULL, label TEXT DEFAULT '' NOT NULL,"
    " CONSTRAINT of_one CHECK ((person_id IS NULL) <> (organisation_id IS NULL)), UNIQUE (uid),"
    " FOREIGN KEY(person_id) REFERENCES person (id),"
    " FOREIGN KEY(organisation_id) REFERENCES organisation (id))",
    "CREATE INDEX ix_contact_point_person_id ON contact_point (person_id)",
    "CREATE INDEX ix_contact_point_organisation_id ON contact_point (organisation_id)",
    "CREATE INDEX contact_point_by_key ON contact_point (key, kind)",
    "ALTER TABLE person ADD COLUMN phone_end TEXT",
    "CREATE INDEX ix_person_phone_end ON person (phone_end)",
)


def upgrade() -> None:
    """Add the table, and find people by the end of their number."""
    for statement in _TABLE:
        op.execute(statement)
    connection = op.get_bind()
    numbers = connection.execute(text("SELECT id, phone FROM person WHERE phone IS NOT NULL"))
    ends = [{"key": row.id, "number": number_end(row.phone)} for row in numbers]
    if ends:
        connection.execute(text("UPDATE person SET phone_end = :number WHERE id = :key"), ends)


def downgrade() -> None:
    """A workspace goes back by its backup."""
