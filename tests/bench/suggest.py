"""Suggesting themes and finding what is similar: how often it is right, and how fast.

Everything goes through the desk, as it does for an owner: feedback is recorded and filed, and
the desk is asked. What is tested was never used to choose the reader's weights: three tenths
of every theme are tested here and nowhere else.
"""

from __future__ import annotations

import csv
import functools
import random
import sqlite3
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import add_theme
from feedbackdesk.store.unit import UnitOfWork
from tests.bench.measure import Line, line, time_of

SHARED = Path(__file__).parents[3] / "shared" / "data"
TESTS = 1_000
SEEDS = (101, 102, 103)
_TESTED_ONLY_HERE = 0.3


def rightness() -> None:
    """Print how often the advice is right, on real texts; or say that they are not here."""
    questions = SHARED / "banking77" / "train.csv"
    reports = SHARED / "gitbugs" / "seamonkey.csv"
    if not (questions.is_file() and reports.is_file()):
        print(f"how often it is right was not measured: the real texts are not at {SHARED}")
        return
    titles = _titles(reports)
    _themes(questions, [title for _key, title, _same in titles])
    _similar(titles)


@step("Record many")
def _record(work: UnitOfWork, texts: list[str], themes: list[str]) -> list[int]:
    """Record texts, each under the theme beside it, if there is one."""
    return [
        record_feedback(work, NewFeedback(text, themes=(theme,) if theme else ()))
        for text, theme in zip(texts, themes, strict=True)
    ]


def _desk(folder: str, name: str) -> Desk:
    return Desk.open(Path(folder) / f"{name}.feedbackdesk")


def split(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the texts of each theme in two parts: to learn from, and those tested only here."""
    by_theme: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_theme[row["category"]].append(row["text"])
    learned: dict[str, list[str]] = {}
    tested: dict[str, list[str]] = {}
    for theme in sorted(by_theme):
        texts = sorted(by_theme[theme])
        random.Random(f"parts {theme}").shuffle(texts)
        cut = round(len(texts) * _TESTED_ONLY_HERE)
        tested[theme], learned[theme] = texts[:cut], texts[cut:]
    return learned, tested


def _themes(path: Path, elsewhere: list[str]) -> None:
    learned, tested = split(path)
    questions = [(text, theme) for theme, texts in tested.items() for text in texts]
    head = f"{'top-1 %':>9} {'top-3 %':>9} {'silent %':>9} {'silent elsewhere %':>20}"
    print(f"\n{'themes, 77 of them':42} {'split':>10} {head}  goal")
    for number, goal in ((5, "67 / 86"), (10, "75 / 91")):
        found = [
            _one_split(learned, questions, elsewhere, number=number, seed=seed) for seed in SEEDS
        ]
        for seed, row in zip(SEEDS, found, strict=True):
            _print_split(f"{number} examples a theme", str(seed), row, "")
        means = [statistics.mean(column) for column in zip(*found, strict=True)]
        _print_split(f"{number} examples a theme", "mean", means, goal)


def _print_split(what: str, which: str, row: list[float], goal: str) -> None:
    first, third, silent, elsewhere = row
    print(
        f"{what:42} {which:>10} {first:>9.1f} {third:>9.1f} {silent:>9.1f} {elsewhere:>20.1f}"
        f"  {goal}"
    )


def _one_split(
    learned: dict[str, list[str]],
    questions: list[tuple[str, str]],
    elsewhere: list[str],
    *,
    number: int,
    seed: int,
) -> list[float]:
    chance = random.Random(seed)
    texts = {theme: chance.sample(said, number) for theme, said in learned.items()}
    asked = chance.sample(questions, TESTS)
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(folder, "questions")
        for theme in texts:
            desk.do(add_theme, _readable(theme))
        pairs = [(text, _readable(theme)) for theme, said in texts.items() for text in said]
        chance.shuffle(pairs)
        desk.do(_record, [text for text, _theme in pairs], [theme for _text, theme in pairs])
        first = third = silent = 0
        for text, theme in asked:
            names = [one.name for one in desk.advise(text).themes]
            first += names[:1] == [_readable(theme)]
            third += _readable(theme) in names[:3]
            silent += not names
        quiet = sum(not desk.advise(title).themes for title in elsewhere)
        desk.close()
    return [first / TESTS * 100, third / TESTS * 100, silent / TESTS * 100,
            quiet / len(elsewhere) * 100]  # fmt: skip


def _readable(theme: str) -> str:
    return theme.replace("_", " ")


def _titles(path: Path) -> list[tuple[str, str, set[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["id"] for row in rows}
    return [(row["id"], row["summary"], set(row["duplicates"].split()) & known) for row in rows]


def _similar(titles: list[tuple[str, str, set[str]]]) -> None:
    came: list[float] = []
    among_all: list[float] = []
    keys: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(folder, "reports")
        for name, title, same in titles:  # in the order in which they came in
            before = {keys[one] for one in same if one in keys}
            if before:
                came.append(_recall(desk, title, before))
            keys[name] = desk.do(record_feedback, NewFeedback(title)).result
        for name, title, same in titles:
            if same:
                among_all.append(_recall(desk, title, {keys[one] for one in same}, keys[name]))
        desk.close()
    print(f"\n{'similar reports':42} {'asked':>10} {'recall@5':>9}  goal")
    for what, found, goal in (
        ("as they came in, among those before", came, "at least 0.70"),
        ("afterwards, among all", among_all, ""),
    ):
        print(f"{what:42} {len(found):>10} {statistics.mean(found):>9.3f}  {goal}")


def _recall(desk: Desk, title: str, same: set[int], but: int | None = None) -> float:
    found = {one.id for one in desk.advise(title, but=but).similar[:5]}
    return len(found & same) / len(same)


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure suggesting, against the bare bm25 query for twenty neighbours of the same words."""
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)
    newest = raw.execute("SELECT max(id) FROM feedback").fetchone()[0]
    chance = random.Random(5)
    said = [
        raw.execute("SELECT text FROM feedback WHERE id = ?", (chance.randint(1, newest),))
        .fetchone()[0] for _question in range(300)
    ]  # fmt: skip
    # As typed: what was said by somebody else, with words left out.
    asked = [" ".join(w for w in text.split() if chance.random() < 0.7) for text in said]
    first = time_of(lambda: desk.advise(asked[0]))
    ours: list[float] = []
    bare: list[float] = []
    for text in asked:
        ours.append(time_of(functools.partial(desk.advise, text)))
        bare.append(time_of(functools.partial(_bare, raw, text)))
    ids = [row[0] for row in raw.execute("SELECT id FROM feedback WHERE in_inbox = 1 LIMIT 40")]
    many = [time_of(lambda: desk.advise_many(ids)) for _round in range(3)]
    raw.close()
    desk.close()
    return [
        line("the first suggestion, nothing learned yet", size, [first], bare, ""),
        line("suggest themes and similar", size, ours, bare, "p95 under 30 ms"),
        line("suggest themes for 40 rows of the inbox", size, many, bare, ""),
    ]


def _bare(raw: sqlite3.Connection, text: str) -> object:
    query = " OR ".join(f'"{word}"' for word in dict.fromkeys(text.replace('"', "").split()))
    return raw.execute(
        "SELECT rowid FROM feedback_fts WHERE feedback_fts MATCH ?"
        " ORDER BY bm25(feedback_fts) LIMIT 20",
        (query,),
    ).fetchall()
