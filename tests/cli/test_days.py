"""Days behind a verb: on which side of today they lie, in which order, and said back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.domain.dates import local_today, show_long_date
from tests.cli.conftest import Run, Spawn

TODAY = local_today()
LAST_YEAR, NEXT_YEAR = TODAY.year - 1, TODAY.year + 1


def said_on(run: Run) -> list[str]:
    """Return the days of all feedback, the newest record first."""
    rows = run("list", "feedback", "--format", "json").json
    return [row["on"] for row in sorted(rows, key=lambda row: -row["id"])]


def test_a_day_without_a_year_lies_behind_and_is_said_back(run: Run) -> None:
    tomorrow = TODAY + timedelta(days=1)
    a_year_ago = max(
        day
        for by in range(9)
        if (day := _in_year(tomorrow.replace(day=1), tomorrow, TODAY.year - by)) and day <= TODAY
    )
    answer = run("add", "x", "--on", f"{tomorrow.day} {tomorrow:%b}")
    assert f"(feedback 1), on {show_long_date(a_year_ago)}. Undo with" in answer.out
    assert said_on(run) == [a_year_ago.isoformat()]
    assert ", on" not in run("add", "x").out  # nothing was typed
    answer = run("add", "x", "--on", f"3 nov {LAST_YEAR}")
    assert f", on 3 November {LAST_YEAR}. Undo" in answer.out
    answer = run("add", "x", "--on", f"{LAST_YEAR}-W10-1", "--format", "json")
    monday = date.fromisocalendar(LAST_YEAR, 10, 1).isoformat()
    assert answer.json["days"] == {"on": monday}
    assert "days" not in run("add", "x", "--format", "json").json


def _in_year(first: date, day: date, year: int) -> date | None:
    """Return a day in another year, None where it has none."""
    try:
        return first.replace(year=year, day=day.day)
    except ValueError:
        return None


def test_a_day_on_the_wrong_side_is_refused_with_its_year(run: Run) -> None:
    run("add", "x", "--on", "2 weeks ago")
    for words in (
        ("add", "x", "--on", "tomorrow"),
        ("add", "x", "--on", f"3 mar {NEXT_YEAR}"),
        ("add", "x", "--on", f"3.3.{NEXT_YEAR % 100}"),
        ("edit", "feedback", "1", f"on={NEXT_YEAR}-03-03"),
    ):
        assert "has not come yet" in run(*words, status=1).err
    for when in (f"3 nov '{LAST_YEAR % 100}", f"3.11.{LAST_YEAR % 100}", "yesterday"):
        assert (
            "has passed" in run("lost", "x", "--reason", "Price", "--revisit", when, status=1).err
        )
    assert len(said_on(run)) == 1


def test_the_day_to_look_again_lies_ahead(run: Run) -> None:
    tomorrow = TODAY + timedelta(days=1)
    words = f"{tomorrow.day} {tomorrow:%B}"
    answer = run("lost", "x", "--reason", "Price", "--revisit", words, "--on", "yesterday")
    yesterday = show_long_date(TODAY - timedelta(days=1))
    assert f", on {yesterday}, to look again on {show_long_date(tomorrow)}. Undo" in answer.out
    answer = run("edit", "feedback", "1", f"revisit=15 jan {NEXT_YEAR}")
    assert f", to look again on 15 January {NEXT_YEAR}. Undo" in answer.out
    weeks = (TODAY + timedelta(days=14)).isoformat()
    answer = run("edit", "feedback", "1", "revisit=2 weeks", "--format", "json")
    assert answer.json["days"] == {"revisit": weeks}


def test_shipping_and_a_persons_stage_say_their_day_back(run: Run) -> None:
    run("add", "x", "--who", "Ann Lee", "--theme", "Lids")
    run("plan", "Lids")
    assert f", on 3 May {LAST_YEAR}. Undo" in run("ship", "Lids", "--on", f"3 May {LAST_YEAR}").out
    answer = run("edit", "person", "Ann Lee", f"since=Mar 4, {LAST_YEAR}")
    assert f", since 4 March {LAST_YEAR}. Undo" in answer.out


def test_a_weekday_that_is_not_that_of_its_date_is_told(run: Run) -> None:
    run("add", "x", "--on", "Friday 20 November 2020")
    assert (
        "is a Friday, not a Thursday"
        in run("add", "x", "--on", "Thursday 20 November 2020", status=2).err
    )
    run("add", "x", "--on", "2020-11-20 10:00")
    assert said_on(run) == ["2020-11-20", "2020-11-20"]


def test_the_order_of_day_and_month_is_the_owners(run: Run) -> None:
    run("add", "x", "--on", "3/4/2020")
    assert "Changed the settings" in run("settings", "date_order=MDY").out
    assert ", on 4 March 2020." in run("add", "x", "--on", "3/4/2020").out
    run("add", "x", "--on", "25/3/2020")
    run("settings", "date-order=ymd")
    run("add", "x", "--on", "20/3/4")
    run("settings", "date_order=")
    run("add", "x", "--on", "3/4/2020")
    assert said_on(run) == ["2020-04-03", "2020-03-04", "2020-03-25", "2020-03-04", "2020-04-03"]
    for wrong in ("date_order=american", "date_order=mmddyy", "date_order=m d y"):
        assert "dmy, mdy or ymd" in run("settings", wrong, status=1).err


def test_the_order_holds_for_edits_searches_and_pages(run: Run) -> None:
    run("lost", "x", "--reason", "Price", "--on", "2020-03-04")
    run("settings", "date_order=mdy")
    assert ", on 5 March 2020." in run("edit", "feedback", "1", "on=3/5/2020").out
    found = run("list", "feedback", "--search", "on:3/5/2020", "--format", "json").json
    assert [row["id"] for row in found] == [1]
    assert run("list", "feedback", "--search", "since:3/6/2020", "--format", "json").json == []
    told = run("list", "feedback", "--search", "on:3/5/2020 until:2021 since:2020-01").lines
    assert told[0] == "“on:3/5/2020” is 5 March 2020."
    assert not told[1].startswith("“")
    run("settings", "date_order=dmy")
    assert run("list", "feedback", "--search", "on:3/5/2020", "--format", "json").json == []


def test_a_stretch_that_is_printed_is_said_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lost.html"
    run("lost", "x", "--reason", "Price", "--on", "2020-03-04")
    run("settings", "date_order=mdy")
    answer = run("print", str(file), "--losses", "3/1/2020..3/15/2020")
    assert "1 March 2020 to 15 March 2020" in answer.out
    assert "1 March 2020 to 15 March 2020" in file.read_text("utf-8")
    run("print", str(file), "--losses", "3/15/2020..3/1/2020", status=1)


@pytest.mark.parametrize(
    ("variables", "day"),
    [
        ({"LANG": "en_US.UTF-8"}, "2020-03-04"),
        ({"LANG": "en_GB.UTF-8", "LC_TIME": "en_US.UTF-8"}, "2020-03-04"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "2020-04-03"),
        ({"LANG": "C.UTF-8"}, "2020-04-03"),
        ({"LANG": ""}, "2020-04-03"),
    ],
)
def test_the_systems_order_holds_until_one_is_set(
    spawn: Spawn, variables: dict[str, str], day: str
) -> None:
    answer = spawn("add", "x", "--on", "3/4/2020", "--format", "json", env=variables)
    assert answer.json["days"]["on"] == day
    spawn("settings", "date_order=ymd")
    answer = spawn("add", "x", "--on", "20/3/4", "--format", "json", env=variables)
    assert answer.json["days"]["on"] == "2020-03-04"


def test_money_is_in_the_currency_that_a_new_workspace_will_have(run: Run, workspace: Path) -> None:
    assert not workspace.exists()
    refused = run("lost", "x", "--reason", "Price", "--value", "¥5", status=2)
    assert not workspace.exists()
    run("add", "x")
    assert run("lost", "x", "--reason", "Price", "--value", "¥5", status=2).err == refused.err


def test_a_workspace_that_cannot_be_opened_is_told_whatever_order_it_would_have(
    run: Run, workspace: Path
) -> None:
    workspace.write_bytes(b"not a workspace" * 100)
    for words in (("--on", "3/4"), ("--value", "£5", "--revisit", "3/4/2100")):
        verb = ("add", "x") if words[0] == "--on" else ("lost", "x", "--reason", "Price")
        told = run(*verb, *words, status=1)
        assert told.err == run(*verb, status=1).err


def test_whatever_ends_a_line_in_a_text_is_a_line_break(run: Run) -> None:
    run("add", "-", stdin="price\x0bis high\x0c\u2028and\x85again\r\nnow", status=0)
    run("add", "x", "--who", "Ann\x0bLee\u2028Jr", "--theme", "Late\x0cbills")
    newest, oldest = run("list", "feedback", "--format", "json").json
    assert oldest["text"] == "price\nis high\n\nand\nagain\nnow"
    assert (newest["who"], newest["themes"]) == ("Ann Lee Jr", ["Late bills"])
