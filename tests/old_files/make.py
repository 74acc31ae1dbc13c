"""Make the small workspace of the present schema that later versions must still open.

Run once for each schema that is released, with that version of the program:

    python -m tests.old_files.make
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_organisation, edit_person
from feedbackdesk.desk.roadmap import full_roadmap, move_item, pin_item, plan
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.themes import add_alias, add_theme, merge_themes
from feedbackdesk.domain.movement import standings_of
from feedbackdesk.domain.words import ItemStage, Lens, PersonStage
from feedbackdesk.store.schema import REVISION

FOLDER = Path(__file__).parent


def make(path: Path) -> None:
    """Tell a short story in which every table of the first schema gets a row."""
    desk = Desk.open(path)
    desk.do(change_settings, {"business_name": "Kiln & Clay", "currency": "EUR"})
    mara = Speaker("Mara Voss", "Hotel Linde", email="mara@linde.example", stage=None)
    desk.do(
        record_feedback,
        NewFeedback("Könnten Sie auch sonntags öffnen?", mara, on=date(2026, 3, 1),
                    themes=("Sunday opening",)),
    )  # fmt: skip
    facts = PersonFacts(addresses="work: m.voss@linde.example\n+49 30 901820")
    desk.do(edit_person, desk.ask(person_named, "Mara Voss").id, facts)
    linde = desk.ask(organisation_named, "Hotel Linde").id
    desk.do(edit_organisation, linde, addresses="reception: +49 30 901821\n@linde.example")
    desk.do(
        record_feedback,
        NewFeedback("The glaze came off in the dishwasher.", Speaker("Jun"), on=date(2026, 4, 2),
                    themes=("Dishwasher-safe glaze", "Sunday opening")),
    )  # fmt: skip
    desk.do(
        record_feedback,
        NewFeedback(
            "They bought plain white ones instead.",
            Speaker("Otto", "Café Rand", stage=PersonStage.PROSPECT),
            on=date(2026, 5, 3),
            themes=("Dishwasher-safe glaze",),
            loss=LossFacts("Missing feature", ("Price",), competitor="White & Co", value=120_050,
                           revisit=date(2027, 1, 1)),
        ),
    )  # fmt: skip
    source = desk.do(add_theme, "Weekend hours").result
    target = desk.ask(lambda read: read.theme_with_key("sunday opening")) or 0
    desk.do(add_alias, target, "Sundays")
    desk.do(merge_themes, source, target)
    item = desk.do(plan, ["Dishwasher-safe glaze"], item="A harder glaze", effort=3).result
    desk.do(move_item, item, ItemStage.NEXT)
    desk.do(pin_item, item, 1)
    desk.undo()
    desk.remember_print("working", Lens.REQUESTS.value, standings_of(desk.ask(full_roadmap)))
    desk.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("VACUUM")


if __name__ == "__main__":
    target = FOLDER / f"{REVISION}.feedbackdesk"
    target.unlink(missing_ok=True)
    make(target)
