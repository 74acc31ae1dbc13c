"""The first schema: a new workspace is made from schema.py; later revisions start here."""

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to do: there is no older workspace."""


def downgrade() -> None:
    """Nothing to go back to."""
