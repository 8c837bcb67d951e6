"""Made-up incidents that papers tell in parts and with errors: how many end as what they are."""

import os
import random

from bot.incidents.facets import facets
from bot.incidents.score import link
from bot.model.incident import Push
from tests.incidents.builders import Desk
from tests.incidents.generator import b_cubed, pairwise, stream

# More of them, as dense, before a release: SITREP_INCIDENTS=1000.
INCIDENTS = int(os.environ.get("SITREP_INCIDENTS", "250"))
DAYS = max(1, 2 * INCIDENTS // 25)


def test_most_reports_end_in_their_own_incident() -> None:
    told = stream(11, INCIDENTS, days=DAYS)
    desk = Desk().run(each.report for each in told)
    gold: dict[str, object] = {each.report.item_id: each.incident for each in told}
    found: dict[str, object] = {r.item_id: one.id for one in desk.live for r in one.reports}
    precision, recall, f1 = b_cubed(gold, found)
    assert precision >= 0.95, (precision, recall, f1)
    assert f1 >= 0.95, (precision, recall, f1)
    assert pairwise(gold, found)[2] >= 0.9, pairwise(gold, found)


def test_an_incident_is_new_once_for_most() -> None:
    told = stream(12, INCIDENTS, days=DAYS)
    desk = Desk().run(each.report for each in told)
    new = sum(push is Push.NEW for _, push, _ in desk.pushes)
    # Each further NEW of one incident is a second alert.
    assert new <= INCIDENTS * 1.2


def test_the_order_of_arrival_changes_no_incident() -> None:
    told = [each.report for each in stream(13, 60, days=4)]
    straight = Desk().run(told)
    for seed in range(4):
        mixed = list(told)
        random.Random(seed).shuffle(mixed)
        shuffled = Desk().run(mixed)
        assert shuffled.partition() == straight.partition()
        assert shuffled.shown() == straight.shown()


def test_links_are_symmetric() -> None:
    nodes = [facets(each.report) for each in stream(14, 25, days=2)]
    for a in nodes:
        for b in nodes:
            one, two = link(a, b), link(b, a)
            assert (one.score, one.veto) == (two.score, two.veto)
