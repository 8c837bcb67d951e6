"""Three streams by hand: a shooting told ten times, a blast that was none, a night of attacks."""

from bot.model.incident import Report
from bot.model.mention import Certainty, Count, Danger, Nature, Responsibility, Role
from tests.incidents.builders import (
    BALOCHISTAN,
    DIG,
    HOSPITAL,
    KARACHI,
    KORANGI,
    OUTLET,
    POLICE,
    SITE_AREA,
    SSP,
    TOWNS,
    chinese,
    claim,
    exact,
    suspect,
    tell,
)

_WIRE = (
    "Guard wounds two Chinese machinists at a cotton mill in Karachi. A night guard turned his rifle on two "
    "machinists from China as their van reached the gate of the mill. He walked off through the yard."
)

WIRE = tell(
    "wire1",
    0,
    _WIRE,
    injured=exact(2),
    serious=exact(1),
    target=chinese(),
    weapon="firearm",
    perpetrator=suspect("at_large"),
    danger=Danger.AT_LARGE,
    motive="unknown",
    claim=Responsibility(claimed=False),
    certainty=Certainty.C3,
    claims=(
        claim("kind", "shooting", SSP),
        claim("target", "Chinese nationals", SSP),
        claim("perpetrator.status", "at_large", POLICE),
        claim("motive", "unknown", POLICE),
        claim("injured", 2, HOSPITAL),
        claim("serious", 1, HOSPITAL),
    ),
)
OLD_BOMBING = tell(
    "wire1",
    0,
    n=1,
    kind="bombing",
    fine_kind="bombing",
    background=True,
    killed=exact(2),
    target=chinese(),
    occurred_at=None,
    claim=Responsibility(True, "Front of the North"),
)
COPY = tell(
    "ledger1",
    15,
    _WIRE,
    injured=exact(2),
    target=chinese(),
    weapon="firearm",
    perpetrator=suspect("at_large"),
    danger=Danger.AT_LARGE,
)
SITE = tell(
    "post1",
    25,
    "Two Chinese hurt as guard opens up at mill in SITE. Colleagues carried the two engineers to a van.",
    place=SITE_AREA,
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("at_large"),
)
WRONG = tell(
    "star1",
    45,
    "Three foreigners shot by a guard at a Korangi factory. The guard had been hired in spring.",
    place=KORANGI,
    injured=exact(3),
    target=chinese(3),
    perpetrator=suspect("at_large"),
)
ARREST = tell(
    "herald1",
    170,
    "Guard who shot Chinese machinists is held. He was found in a cousin's flat, the DIG said.",
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("detained"),
    certainty=Certainty.C3,
    claims=(claim("perpetrator.status", "detained", DIG), claim("injured", 2, DIG)),
    may_open=False,
)
PAY = tell(
    "post2",
    300,
    "Guard who shot Chinese machinists had fallen out with the mill over pay, colleagues say.",
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("unknown"),
    motive="a quarrel over pay",
    claims=(claim("motive", "a quarrel over pay", OUTLET),),
)
GRUDGE = tell(
    "globe1",
    420,
    "Guard who shot two Chinese at Karachi mill acted out of hatred of foreigners, neighbours think.",
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("unknown"),
    motive="hatred of foreigners",
)
MANHUNT = tell(
    "tribune1",
    610,
    "Hunt for guard who shot two Chinese goes on across Karachi. Two investigators deny that he is held.",
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("at_large"),
    danger=Danger.AT_LARGE,
    claims=(claim("perpetrator.status", "at_large", POLICE),),
)
DEATH = tell(
    "rumour1",
    650,
    "One of two Chinese shot by guard at Karachi mill has died, posts on social media say.",
    killed=exact(1),
    injured=exact(1),
    target=chinese(),
    perpetrator=suspect("unknown"),
    certainty=Certainty.C1,
)
DENIED = tell(
    "herald2",
    700,
    "Hospital: both Chinese machinists shot at Karachi mill are alive. Nobody has died, it said.",
    killed=exact(0),
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("unknown"),
    certainty=Certainty.C3,
    claims=(claim("killed", 0, HOSPITAL), claim("injured", 2, HOSPITAL)),
)
TRIAL = tell(
    "wire9",
    60 * 24 * 95,
    "Trial of guard who shot two Chinese machinists at Karachi mill opens.",
    injured=exact(2),
    target=chinese(),
    perpetrator=suspect("detained"),
    may_open=False,
)
ROBBERY = tell(
    "post3",
    130,
    "Grocer shot dead by robbers in Karachi. Three men on a motorcycle took the till of a shop in Orangi.",
    fine_kind="robbery",
    nature=Nature.CRIME,
    killed=exact(1),
    weapon="firearm",
)

# One list an item: an item may tell several mentions.
SHOOTING: tuple[tuple[Report, ...], ...] = (
    (WIRE, OLD_BOMBING),
    (COPY,),
    (SITE,),
    (WRONG,),
    (ROBBERY,),
    (ARREST,),
    (PAY,),
    (GRUDGE,),
    (MANHUNT,),
    (DEATH,),
    (DENIED,),
    (TRIAL,),
)

_BLAST = {"kind": "bombing", "fine_kind": "bombing", "weapon": "explosive", "injured": exact(3)}
BLAST: tuple[Report, ...] = (
    tell("post1", 0, "Bomb in Saddar market wounds three. Shoppers ran from a flash.", **_BLAST),
    tell(
        "star1",
        20,
        "Explosion in Saddar market wounds three shoppers.",
        kind="undetermined",
        fine_kind="explosion",
        injured=exact(3),
    ),
    tell(
        "herald1",
        95,
        "Saddar market blast was a gas cylinder, police say. No bomb was found, the SSP said.",
        kind="accident_disaster",
        fine_kind="explosion_accident",
        nature=Nature.ACCIDENT,
        injured=exact(3),
        certainty=Certainty.C3,
        role=Role.CORRECTION,
        claims=(claim("nature", "accident", SSP),),
    ),
)

NIGHT: tuple[Report, ...] = (
    tell("post1", 0, "Gunmen stop a bus in Quetta, four dead.", place=TOWNS[0], killed=exact(4)),
    tell("star1", 20, "Two constables die as post in Turbat is stormed.", place=TOWNS[1], killed=exact(2)),
    tell(
        "herald1",
        40,
        "Grenade wounds three in Gwadar.",
        place=TOWNS[2],
        injured=exact(3),
        kind="bombing",
        fine_kind="grenade",
    ),
    tell(
        "post2",
        60,
        "Roadside bomb kills five in Khuzdar.",
        place=TOWNS[3],
        killed=exact(5),
        kind="bombing",
        fine_kind="ied",
    ),
    tell(
        "wire1",
        80,
        "Railway bridge near Sibi is blown up.",
        place=TOWNS[4],
        kind="infrastructure_attack",
        fine_kind="property_destruction",
        weapon="explosive",
    ),
    tell(
        "wire2",
        360,
        "At least 21 dead in a night of attacks in five districts of Balochistan.",
        place=BALOCHISTAN,
        kind="armed_attack",
        fine_kind="attack",
        killed=Count(21, 21, None),
    ),
    tell(
        "herald2",
        400,
        "Sixth victim of Khuzdar roadside bomb dies.",
        place=TOWNS[3],
        killed=exact(6),
        kind="bombing",
        fine_kind="ied",
    ),
)

__all__ = ["BLAST", "KARACHI", "NIGHT", "SHOOTING"]
