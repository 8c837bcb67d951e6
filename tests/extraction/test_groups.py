"""Armed groups by all their names, and who claimed, denied or is blamed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.doers import force_of
from bot.extraction.groups import find_groups, read_responsibility
from tests.extraction.facts import document

BLA = "Baloch Liberation Army (BLA)"
FMLN = "Farabundo Martí National Liberation Front (FMLN)"
TTP = "Tehreek-e-Taliban Pakistan (TTP)"
IS = "Islamic State (IS)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The BLA issued a statement", [BLA]),
        ("the separatist Baloch Liberation Army", [BLA]),
        ("the BLA's Majeed Brigade", [BLA, BLA]),
        ("The Pakistani Taliban and the Afghan Taliban differ", [TTP, "Taliban"]),
        ("Fitna al-Khawarij hideout", [TTP]),
        ("ISIS-K and ISIS", ["Islamic State Khorasan (ISIS-K)", IS]),
        ("Police say it is unknown", []),
        ("he IS late", [IS]),
        ("俾路支解放军", [BLA]),
        ("بی ایل اے", [BLA]),
        ("ТАЛИБАН и ИГИЛ", ["Taliban", IS]),
    ],
)
def test_a_group_is_known_by_each_of_its_names(text: str, names: list[str]) -> None:
    assert [group.name for group in find_groups(text)] == names


def test_a_group_is_found_where_it_stands() -> None:
    text = "A blast hit the depot; the BLA's men fled"
    (group,) = find_groups(text)
    assert text[group.start : group.end] == "BLA"


@pytest.mark.parametrize(
    ("text", "lang", "claimed", "by", "blamed"),
    [
        ("No group has claimed responsibility.", "en", False, None, ()),
        ("There was no immediate claim of responsibility for the blast.", "en", False, None, ()),
        ("Nobody has claimed the attack so far.", "en", False, None, ()),
        ("The BLA claimed responsibility for the blast.", "en", True, BLA, ()),
        ("Responsibility was claimed by the Pakistani Taliban.", "en", True, TTP, ()),
        ("ISIS-K claims mosque bombing", "en", True, "Islamic State Khorasan (ISIS-K)", ()),
        ("A group calling itself Sons of Dawn claimed responsibility.", "en", True, "Sons of Dawn", ()),
        ("The BLA has claimed several earlier attacks in the area.", "en", None, None, ()),
        ("Police blamed the BLA for the blast.", "en", None, None, (BLA,)),
        ("The blast was attributed to the Baloch Liberation Army (BLA).", "en", None, None, (BLA,)),
        ("Boko Haram fighters attacked two villages.", "en", None, None, ("Boko Haram",)),
        ("Three people died in a Boko Haram attack on a market.", "en", None, None, ("Boko Haram",)),
        ("Jets struck the port after a Hamas attack.", "en", None, None, ()),
        ("Hamas threatened to kill ten judges.", "en", None, None, ()),
        ("The raid was blamed on the BLA and not on the Taliban.", "en", None, None, (BLA,)),
        ("The clerk is linked to the Medellin Cartel.", "en", None, None, ()),
        ("A Hezbollah spokesman was gunned down near his home.", "en", None, None, ()),
        ("Al-Shabaab set fire to two lorries.", "en", None, None, ("al-Shabaab",)),
        ("A band of men, apparently BLA members, kidnapped a surveyor.", "en", None, None, (BLA,)),
        ("The mayor was shot by members of the 5th column of the BLA.", "en", None, None, (BLA,)),
        ("No group has claimed it, but police suspect the BLA.", "en", False, None, (BLA,)),
        ("No group has claimed it. The BLA has attacked trains.", "en", False, None, (BLA,)),
        ("The Taliban denied any role in the blast.", "en", None, None, ()),
        ("Police blamed the Taliban. The Taliban denied involvement.", "en", None, None, ()),
        ("The Taliban said five people were killed in a quake.", "en", None, None, ()),
        ("Troops killed four TTP men in a raid.", "en", None, None, ()),
        ("Ten Boko Haram fighters were killed by soldiers.", "en", None, None, ()),
        ("俾路支解放军宣称负责", "zh", True, BLA, ()),
        ("目前无人宣称负责", "zh", False, None, ()),
        ("بی ایل اے نے حملے کی ذمہ داری قبول کر لی", "ur", True, BLA, ()),
        ("کسی نے ذمہ داری قبول نہیں کی", "ur", False, None, ()),
        ("El Estado Islámico reivindicó el ataque", "es", True, IS, ()),
        ("Aucun groupe n'a revendiqué l'attaque", "fr", False, None, ()),
        ("ИГИЛ взяло на себя ответственность", "ru", True, IS, ()),
    ],
)
def test_responsibility_is_read(
    text: str, lang: str, claimed: bool | None, by: str | None, blamed: tuple[str, ...]
) -> None:
    doc = document(text, lang=lang)
    claim, attributed = read_responsibility(doc, doc.sentences)
    assert (claim.claimed, claim.by, attributed) == (claimed, by, blamed)


DELTA = "Delta People's Liberation Front (DPLF)"


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        # groups that no list knows, by the shape of their names
        ("The Delta People's Liberation Front (DPLF) ambushed a convoy.", (DELTA,)),
        (
            "The Delta People's Liberation Front (DPLF) met envoys. On Monday DPLF fighters shelled a town.",
            (DELTA,),
        ),
        ("Gunmen of the Army of Liberation of Delta burned a farm.", ("Army of Liberation of Delta",)),
        ("The blast was blamed on the Rivas Cartel.", ("Rivas Cartel",)),
        ("A clerk was killed by a gang called Night Herons.", ("Night Herons",)),
        ("The lorry was bombed by members of the Hill Unity Party.", ("Hill Unity Party",)),
        ("Two teachers were abducted by death squads.", ("death squads",)),
        ("The murder was attributed to a drug cartel.", ("drug cartel",)),
        # who is only named, spoken of or met is not blamed
        ("Envoys met the Delta Liberation Front in Geneva.", ()),
        ("A man was stabbed by members of the Hill Valley community.", ()),
        ("The Delta Liberation Front said it had killed no one.", ()),
        # state forces are blamed where somebody accuses them
        ("The herders accused the army of burning two villages.", ("army",)),
        ("The union blamed the government for the killing of its leader.", ("government",)),
        ("The army denied that it had shelled the town.", ()),
        ("Three died in an attack on the army.", ()),
        ("Traders blamed the police for failing to stop the attack.", ()),
        ("The minister accused him of funding plots against the government.", ()),
        ("Men of China's People's Liberation Army fired shots at a boat.", ()),
        ("Judges heard the Riverton gang rape case.", ()),
        # "the rebels" are the one group that the report names
        ("The rebels attacked two towns. The FMLN had broken off talks.", (FMLN,)),
        ("The rebels attacked two towns. The FMLN and the ELN had broken off talks.", ()),
        ("Unidentified rebels attacked a town. The FMLN had broken off talks.", ()),
        ("The rebels attacked two towns. No group claimed it. The FMLN met envoys.", ()),
    ],
)
def test_who_is_blamed_is_what_the_sentence_says(text: str, blamed: tuple[str, ...]) -> None:
    doc = document(text)
    assert read_responsibility(doc, doc.sentences)[1] == blamed


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The army bombed a school, killing nine children.", "army"),
        ("Members of the armed forces murdered four priests.", "armed forces"),
        ("Two reporters were killed by the national police.", "national police"),
        ("The Israeli army shelled a market.", "Israeli army"),
        ("US forces bombed a clinic.", "American forces"),
        ("The air force, using old jets, has repeatedly bombed the valley.", "air force"),
        ("Police opened fire on a march, wounding six.", "police"),
        ("The army killed nine guerrillas.", None),
        ("The attacker was shot dead by police.", None),
        ("Security forces killed ten Taliban in a raid.", None),
        ("Police shot an armed man.", None),
        ("A bomb went off at an army barracks.", None),
        ("Police bomb squad experts looked at the car.", None),
        ("Two members of the secret police were wounded.", None),
        ("The crimes have not been solved by the police.", None),
        ("A bomb aimed at tents housing foreign and Iraqi troops killed two cooks.", None),
        ("A blast targeting police killed five clerks.", None),
        ("A gunman opened fire in a hotel before being shot by police.", None),
        ("A man wearing military camouflage shot two clerks.", None),
    ],
)
def test_a_state_force_is_the_doer_only_of_harm_to_those_who_do_not_fight(
    text: str, force: str | None
) -> None:
    found = force_of(document(text).sentences[0])
    assert (found.description if found else None) == force


def test_the_blaming_sentence_may_stand_beside_the_deed() -> None:
    doc = document("A bomb wrecked a bus. Seats lay on the road. Police blamed the BLA for the blast.")
    own, beside = doc.sentences[:1], doc.sentences[1:]
    assert read_responsibility(doc, own)[1] == ()
    assert read_responsibility(doc, own, beside)[1] == (BLA,)


@pytest.mark.parametrize(
    "beside",
    [
        "The BLA has attacked trains in the province.",
        "The BLA often targets buses.",
        "BLA fighters killed dozens of miners in recent years.",
    ],
)
def test_what_a_group_is_wont_to_do_blames_it_for_nothing(beside: str) -> None:
    doc = document(f"A bomb wrecked a bus. {beside}")
    assert read_responsibility(doc, doc.sentences[:1], doc.sentences[1:])[1] == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_searched_for_groups(text: str) -> None:
    doc = document(f"{text} BLA {text} claimed responsibility {text}")
    read_responsibility(doc, doc.sentences)
    for group in find_groups(doc.text):
        assert 0 <= group.start < group.end <= len(doc.text)
