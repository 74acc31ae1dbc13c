"""Words are folded alike where they are searched, and addresses are: the indexes are made anew.

They are, and all that keeps them, after every migration; nothing else changes.
"""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to do beyond making the indexes anew."""


def downgrade() -> None:
    """A workspace goes back by its backup."""
