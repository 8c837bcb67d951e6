"""``sitrep replay``: a recorded stream through the real pipeline, in its own time."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

STREAMS = Path(__file__).parent.parent / "data" / "incidents"
LINE = {"item", "at", "incident", "change", "push", "reason", "severity", "certainty"}


def lines(capsys: pytest.CaptureFixture[str], *args: object) -> list[dict[str, Any]]:
    main(["replay", *map(str, args)])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def written(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def item(id: str, minute: int, title: str, text: str = "", source: str = "", **values: Any) -> dict[str, Any]:
    at = f"2024-11-05T10:{minute:02d}:00+05:00"
    return {
        "id": id,
        "title": title,
        "text": text,
        "published": at,
        "seen": at,
        "source": source or id,
        **values,
    }


BLAST = "A bomb killed three people in a market in Quetta, Pakistan, on Tuesday, police said."


def test_every_item_gives_a_line_and_the_last_line_holds_the_incidents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = lines(capsys, STREAMS / "guard_shooting.jsonl")
    assert {each["item"] for each in told[:-1]} == {
        json.loads(line)["id"] for line in (STREAMS / "guard_shooting.jsonl").read_text("utf-8").splitlines()
    }
    assert all(set(each) == LINE for each in told[:-1])
    assert set(told[-1]) == {"incidents"}


def test_a_contradicted_shooting_and_an_unrelated_robbery_are_two_incidents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    incidents = lines(capsys, STREAMS / "guard_shooting.jsonl")[-1]["incidents"]
    live = [each for each in incidents if not each["merged_into"]]
    assert len(live) == 2
    shooting = next(each for each in live if "wire-1" in each["items"])
    assert shooting["place"]["city"] == "Karachi"
    assert {"unknowns", "related", "conflicts", "revision", "status", "claims", "severity"} <= set(shooting)
    assert "injured" in {each["field"] for each in shooting["conflicts"]}
    assert all(
        {"value", "said_by", "item"} == set(side) for each in shooting["conflicts"] for side in each["values"]
    )


def test_attacks_of_one_night_stay_apart(capsys: pytest.CaptureFixture[str]) -> None:
    told = lines(capsys, STREAMS / "night_of_attacks.jsonl")
    khuzdar = {each["incident"] for each in told[:-1] if each["item"] in ("k-1", "k-2")}
    assert len(khuzdar) == 1
    others = [each["incident"] for each in told[:-1] if each["item"] in ("q-1", "t-1", "g-1", "total-1")]
    assert len(set(others) | khuzdar) == 5


def test_items_are_played_in_the_order_they_were_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        item("b", 9, "Blast in Quetta kills three", BLAST),
        item("a", 1, "Blast in Quetta kills three", BLAST),
    )
    told = lines(capsys, written(tmp_path / "s.jsonl", *rows))
    assert [each["item"] for each in told[:-1]] == ["a", "b"]
    assert [each["change"] for each in told[:-1]] == ["open", "join"]
    assert [each["push"] for each in told[:-1]] == ["NEW", None]


def test_an_item_that_comes_again_unchanged_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = item("a", 9, "Blast in Quetta kills three", BLAST)
    first = {**again, "seen": item("a", 1, "", "")["seen"]}
    told = lines(capsys, written(tmp_path / "s.jsonl", first, again))
    assert [(each["change"], each["push"]) for each in told[:-1]] == [("open", "NEW"), ("none", None)]
    assert told[1]["reason"] == "seen_already"


def test_an_item_without_an_incident_gives_a_line_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = lines(capsys, written(tmp_path / "s.jsonl", item("a", 1, "Rate cut lifts shares in Karachi")))
    assert (told[0]["incident"], told[0]["change"], told[0]["push"]) == (None, "none", None)
    assert told[0]["reason"].startswith("no_incident")


def test_each_subscription_is_told_what_it_would_have_got(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = written(tmp_path / "s.jsonl", item("a", 1, "Blast in Quetta kills three", BLAST))
    wanted = written(
        tmp_path / "subs.jsonl",
        {"chat": 11, "text": "Quetta"},
        {"chat": 12, "text": "Balochistan"},
        {"chat": 13, "text": "Lahore"},
    )
    told = lines(capsys, stream, "--subscriptions", wanted)
    alerts = [each for each in told if "chat" in each]
    assert {each["chat"] for each in alerts} == {11, 12}
    assert {each["push"] for each in alerts} == {"NEW"}
    assert all(each["text"] for each in alerts)


def test_a_line_that_is_no_item_is_named_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "s.jsonl", item("a", 1, "Blast in Quetta kills three", BLAST))
    path.write_text("{not json\n[1]\n" + path.read_text("utf-8"), encoding="utf-8")
    assert main(["replay", str(path)]) == 1
    out, err = capsys.readouterr()
    assert '"change": "open"' in out
    assert "line 1:" in err
    assert "line 2:" in err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_explain_is_for_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "s.jsonl", item("a", 1, "Blast in Quetta kills three", BLAST))
    main(["replay", str(path), "--explain"])
    out = capsys.readouterr().out
    assert "NEW: new" in out
    assert "severity 5 (killed_3_9, crowd)" in out


CHIEF = "Asif Khan"


def dead(id: str, minute: int, count: str) -> dict[str, Any]:
    text = f"A bomb killed {count} people in a market in Quetta, Pakistan, police chief {CHIEF} said."
    return item(id, minute, f"Market bomb in Quetta kills {count}", text)


def test_a_toll_that_came_too_soon_is_told_by_the_clock_of_the_replay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tolls = [dead("a", 0, "two"), dead("b", 5, "four"), dead("c", 10, "eight"), dead("d", 20, "nine")]
    told = lines(capsys, written(tmp_path / "in.jsonl", *tolls))
    assert [(each["item"], each["push"]) for each in told[:-1]] == [
        ("a", "NEW"),
        ("b", "UPDATE"),
        ("c", None),
        ("d", None),
        ("d", "UPDATE"),
    ]
    due = told[-2]
    assert due["at"] == "2024-11-05T05:35:00+00:00"
    assert due["incident"] == told[0]["incident"]
    assert due["reason"].startswith("held_back_until_now; toll_grown")


def test_the_last_line_of_an_item_without_an_incident_says_which_story_it_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = "Nadir Quill was found guilty of burning down the Orrin ferry depot, the Larkhill court said."
    sentence = "The Larkhill court sent Nadir Quill to prison for burning down the Orrin ferry depot."
    file = written(
        tmp_path / "stream.jsonl",
        item("a", 0, "Quill found guilty over Orrin ferry depot", verdict),
        item("b", 5, "Quetta beat Lahore in the cricket final", "A fine match of two fine sides in Quetta."),
        item("c", 9, "Quill sent to prison over Orrin ferry depot", sentence),
    )
    *told, _ = lines(capsys, file)
    assert [each["incident"] for each in told[:3]] == [None, None, None]
    assert {each["item"]: each["incident"] for each in told} == {
        "a": "story:a",
        "b": "story:b",
        "c": "story:a",
    }
    assert {(each["change"], each["push"]) for each in told} == {("none", None)}
    assert all(each["reason"].endswith("; same_story") for each in told[3:])
