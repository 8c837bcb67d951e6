"""Alerts in Chinese and Urdu: whole, in the right direction, and without a word of English but names."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bot.i18n import Translator
from bot.i18n.direction import strip_isolates
from bot.model.incident import Conflict, ConflictValue, Incident, Push, Related
from bot.model.kinds import fine_kinds
from bot.model.mention import Certainty, Danger, Nature, PerpetratorStatus, Speaker, Target
from bot.rendering import render_alert, render_burst, render_details, render_latest
from bot.rendering.first_line import LIMIT
from bot.rendering.vocabulary import in_words
from tests.rendering.builders import (
    HOSPITAL,
    KARACHI,
    NOW,
    POLICE_UNNAMED,
    SSP,
    claim,
    exact,
    incident,
    mention,
    quake,
    report,
)
from tests.rendering.checks import check
from tests.rendering.strategies import incidents, pushes
from tests.rendering.telegram_html import units

OTHERS = ("ur", "zh")
TURBAT = replace(
    KARACHI,
    name="Turbat Kech",
    city="Turbat Kech",
    admin1="Balochistan",
    site="Jinnah Market",
    place_id="1",
    area_ids=("1", "PK.02", "PK"),
)
# Names stay: of publishers, zones, places without a name in the language, persons, ids.
NAMES = frozenset(
    [
        *("Wire", "PKT", "UTC", "PK", "Turbat", "Kech", "Jinnah", "Market", "Clifton", "Mercy", "Hospital"),
        *("Adnan", "Waseem", "Telegram", "Baloch", "Liberation", "Army"),
    ]
)
FACTORY_BY_OTHERS = (
    claim("kind", "shooting", SSP, Certainty.C3),
    claim("target", "Chinese nationals", SSP, Certainty.C3),
    claim("perpetrator.description", "two armed men on a motorcycle", POLICE_UNNAMED),
    claim("perpetrator.description", "disgruntled flying wizard", POLICE_UNNAMED),
    claim("motive", "land dispute", HOSPITAL),
    claim("motive", "something nobody translates", HOSPITAL),
    claim("place", "garment factory", Speaker("witness")),
    claim("killed", 3, Speaker("government", rank="Interior minister", named=True)),
    claim("danger", "fighting", Speaker("outlet")),
    claim("weapon", "hand grenade", Speaker("embassy", rank="Spokesman", named=True)),
    claim("claimed", True, Speaker("group", institution="Baloch Liberation Army", named=True)),
)


def english_in(text: str) -> list[str]:
    """Latin words that are no names and stand in no quotation."""
    bare = re.sub("“[^”]*”|https?://\\S+", " ", strip_isolates(text))
    return [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word not in NAMES]


def first_strong(line: str) -> str:
    """The direction of the first letter that no isolate holds, "L" or "R"; "" where there is none."""
    depth = 0
    for char in line:
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        kind = unicodedata.bidirectional(char)
        if depth == 0 and kind in ("L", "R", "AL"):
            return "L" if kind == "L" else "R"
    return ""


def variations() -> list[Incident]:
    told = [
        incident(),
        incident(place=TURBAT),
        quake(),
        quake(injured=exact(12_000)),
        incident(reports=(report(mention=mention(claims=FACTORY_BY_OTHERS)),)),
        incident(
            perpetrator=None, danger=None, target=(), injured=None, serious=None, certainty=Certainty.C2
        ),
        incident(
            parent_id="PK-20241105-00",
            attackers_killed=2,
            related=(Related("background", "Wire", "an older blast", "PK-20241105-00"),),
        ),
        incident(
            conflicts=(
                Conflict(
                    "perpetrator.status",
                    (ConflictValue("detained", SSP, "a"), ConflictValue("at_large", POLICE_UNNAMED, "b")),
                ),
            )
        ),
        incident(kind="undetermined", fine_kind=None, injured=None, target=(), reports=(report(),)),
    ]
    told += [
        incident(fine_kind=fine.name, kind=fine.kind, nature=fine.nature, severity=1 + n % 5)
        for n, fine in enumerate(fine_kinds().values())
    ]
    told += [incident(danger=danger) for danger in Danger] + [incident(nature=nature) for nature in Nature]
    told += [incident(certainty=certainty) for certainty in Certainty]
    for status in PerpetratorStatus:
        base = incident()
        assert base.perpetrator is not None
        told.append(replace(base, perpetrator=replace(base.perpetrator, status=status), danger=None))
    for kind in ("police", "children", "aid_workers", "guards", "trade_unionists", "unheard of", None):
        told += [
            incident(target=(Target(nation, kind, 2),)) for nation in ("Chinese", "Malian", "foreign", None)
        ]
    return told


@pytest.mark.parametrize("lang", OTHERS)
def test_an_alert_holds_no_english_but_names_and_quotations(lang: str) -> None:
    for one in variations():
        for push in Push:
            told = check(render_alert(one, push, lang=lang, now=NOW, late=True, repeat=True))
            assert english_in(told) == [], f"{one.fine_kind} {push}: {told}"


@pytest.mark.parametrize("lang", OTHERS)
def test_details_hold_no_english_but_names_and_quotations(lang: str) -> None:
    for one in variations():
        told = check(render_details(one, lang=lang, now=NOW))
        assert english_in(told) == [], told


@pytest.mark.parametrize("push", list(Push))
def test_an_urdu_alert_begins_from_the_right(push: Push) -> None:
    for one in variations():
        message = render_alert(one, push, lang="ur", now=NOW)
        for line in check(message).split("\n"):
            assert first_strong(line) in ("R", ""), line


def test_in_an_urdu_alert_every_name_of_latin_letters_stands_between_isolates() -> None:
    for one in variations():
        for line in check(render_alert(one, Push.NEW, lang="ur", now=NOW)).split("\n"):
            outside = re.sub("\u2068[^\u2068\u2069]*\u2069", " ", line)
            outside = re.sub("\u2068[^\u2068\u2069]*\u2069", " ", outside)
            assert not re.search("[A-Za-z]{2,}", outside), line


def test_a_chinese_alert_reads_as_an_analyst_would_write_it() -> None:
    lines = check(render_alert(incident(), Push.NEW, lang="zh", now=NOW)).split("\n")
    assert lines[0] == (
        "🟠 卡拉奇：枪击，2名中国公民受伤（制衣厂）；枪手未落网（警方匿名人士）；警方证实枪击。11月5日周二"
    )
    assert "✔ 警方高级警司（具名）：枪击；受害者：中国公民。" in lines
    assert "较重 3/5：嫌疑人在逃、涉及外国公民" in lines


def test_an_urdu_alert_reads_as_an_analyst_would_write_it() -> None:
    lines = check(render_alert(incident(), Push.NEW, lang="ur", now=NOW)).split("\n")
    assert lines[0] == (
        "🟠 کراچی: فائرنگ، 2 چینی شہری زخمی؛ مسلح شخص گرفتار نہیں (پولیس کے ذرائع)؛ "
        "پولیس کی تصدیق: فائرنگ۔ منگل 5 نومبر"
    )
    assert "سنگین 3/5: مشتبہ شخص مفرور، غیر ملکی شہری" in lines


def test_a_place_without_an_urdu_name_does_not_turn_the_first_line_round() -> None:
    line = check(render_alert(incident(place=TURBAT), Push.NEW, lang="ur", now=NOW)).split("\n")[0]
    assert line.startswith("🟠 بمقام \u2068Turbat Kech\u2069: فائرنگ")


@pytest.mark.parametrize(
    ("said", "zh", "ur"),
    [
        ("security guard", "保安", "سکیورٹی گارڈ"),
        ("two armed men on a motorcycle", "武装人员", "مسلح افراد"),
        ("a large textile mill", "纺织厂", "ٹیکسٹائل مل"),
        ("former policeman", "前警员", "سابق پولیس اہلکار"),
        # What turns the meaning of the last word is told whole or not at all.
        ("fake policeman", "", ""),
        ("abandoned factory", "", ""),
        ("flying wizard", "", ""),
    ],
)
def test_a_description_is_told_by_a_word_of_the_language_or_not_at_all(said: str, zh: str, ur: str) -> None:
    assert in_words(Translator.for_lang("en"), said) == said
    assert in_words(Translator.for_lang("zh"), said) == zh
    assert in_words(Translator.for_lang("ur"), said) == ur


@pytest.mark.parametrize("lang", OTHERS)
def test_no_one_sided_word_is_shown_in_any_language(lang: str) -> None:
    for one in variations():
        told = check(render_alert(one, Push.NEW, lang=lang, now=NOW))
        for loaded in ("ہلاک", "شہید", "دہشت گرد", "击毙", "恐怖分子", "歼灭"):
            assert loaded not in told


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(incidents, pushes)
@pytest.mark.parametrize("lang", OTHERS)
def test_any_incident_gives_a_message_that_telegram_takes(lang: str, one: Incident, push: Push) -> None:
    told = check(render_alert(one, push, lang=lang, now=NOW, late=True, repeat=True))
    assert units(told.split("\n")[0]) <= LIMIT
    check(render_details(one, lang=lang, now=NOW))


@pytest.mark.parametrize("lang", OTHERS)
def test_lists_are_in_the_language(lang: str) -> None:
    page: dict[str, Any] = {"total": 2, "offset": 0, "limit": 5, "coverage_fine": 1, "coverage_total": 2}
    page |= {"last_item_at": NOW, "last_incident": None, "unlocated": 1, "now": NOW, "tz": "Asia/Karachi"}
    told = check(render_latest("", [incident(), quake()], lang=lang, query_token="abc", **page))
    assert english_in(told) == []
    for message in render_burst([incident(), quake()], lang=lang, now=NOW):
        assert english_in(check(message)) == []
