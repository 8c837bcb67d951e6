### English. One file a language; every key exists in each of them with the same placeholders.

## Alerts (bot.rendering)

# Dates are CLDR patterns: https://unicode.org/reports/tr35/tr35-dates.html
date-day = EEE d MMM
date-day-year = EEE d MMM y
date-hour = HH:mm
date-moment = { $day } { $hour } { $zone }

mark-sample = SAMPLE
mark-late = LATE
note-sample = SAMPLE DATA: not a real incident.
note-late = LATE: known to us { $known }, sent { $sent }.
note-repeat = Possible repeat: Telegram did not confirm an earlier send of this message.
note-wave = Part of a wave of attacks: { $id }.
before-start = from before the start of this bot

button-details = Details
button-mute = Mute this (not corrections)
button-copy = Copy
button-newer = ◀ Newer
button-older = Older ▶
copy-tail = As of { $moment } · { $certainty }

# What happened: nouns of at most 18 characters, so that place and deed fit a lock screen.
kind-armed-attack = armed attack
kind-shooting = shooting
kind-stabbing = stabbing
kind-assault = assault
kind-attack = attack
kind-ambush = ambush
kind-vehicle-attack = vehicle attack
kind-acid-attack = acid attack
kind-lynching = mob killing
kind-execution = killing
kind-sexual-violence = sexual assault
kind-robbery = robbery
kind-bombing = bombing
kind-grenade = grenade attack
kind-ied = bomb (IED)
kind-suicide-attack = suicide attack
kind-suicide-bombing = suicide bombing
kind-assassination = targeted killing
kind-abduction-hostage = abduction
kind-kidnapping = kidnapping
kind-hostage-taking = hostage-taking
kind-hijacking = hijacking
kind-armed-clash = armed clash
kind-mutiny = mutiny
kind-coup = coup attempt
kind-incursion = armed incursion
kind-prison-violence = prison violence
kind-air-drone-artillery = bombardment
kind-air-strike = air strike
kind-drone-attack = drone attack
kind-shelling = shelling
kind-missile = missile strike
kind-unrest-violent = violent unrest
kind-riot = riot
kind-mob-violence = mob violence
kind-protest = protest
kind-infrastructure-attack = attack on property
kind-arson = arson
kind-property-destruction = property destroyed
kind-security-operation = security operation
kind-raid = security raid
kind-police-shooting = police shooting
kind-foiled-plot = plot, said foiled
kind-threat-warning = threat
kind-bomb-threat = bomb threat
kind-threat = threat
kind-accident-disaster = accident
kind-natural-disaster = natural disaster
kind-fire = fire
kind-explosion-accident = accidental blast
kind-transport-accident = transport accident
kind-train-crash = train crash
kind-plane-crash = plane crash
kind-building-collapse = building collapse
kind-mine-accident = mine accident
kind-industrial-accident = industry accident
kind-drowning = drowning
kind-poisoning = poisoning
kind-stampede = crowd crush
kind-other-accident = accident
kind-flood = flood
kind-storm = storm
kind-earthquake = earthquake
kind-landslide = landslide
kind-avalanche = avalanche
kind-heatwave = heatwave
kind-cold-wave = cold wave
kind-wildfire = wildfire
kind-volcanic-eruption = volcanic eruption
kind-epidemic = disease outbreak
kind-disruption = disruption
kind-road-blockade = road blocked
kind-strike-action = work stoppage
kind-curfew = curfew
kind-airport-closure = airport closed
kind-border-closure = border closed
kind-airspace-closure = airspace closed
kind-network-shutdown = network shutdown
kind-undetermined = incident
kind-explosion = unexplained blast
kind-gunfire = gunfire heard
kind-missing = people missing

# Whom: after a nationality or alone.
target-nationals = { $count ->
    [one] national
   *[other] nationals
}
target-foreigners = { $count ->
    [one] foreigner
   *[other] foreigners
}
target-workers = { $count ->
    [one] worker
   *[other] workers
}
target-engineers = { $count ->
    [one] engineer
   *[other] engineers
}
target-civilians = { $count ->
    [one] civilian
   *[other] civilians
}
target-police = { $count ->
    [one] police officer
   *[other] police
}
target-soldiers = { $count ->
    [one] soldier
   *[other] soldiers
}
target-military = { $count ->
    [one] soldier
   *[other] soldiers
}
target-security-forces = { $count ->
    [one] member of the security forces
   *[other] security forces
}
target-aid-workers = { $count ->
    [one] aid worker
   *[other] aid workers
}
target-journalists = { $count ->
    [one] journalist
   *[other] journalists
}
target-diplomats = { $count ->
    [one] diplomat
   *[other] diplomats
}
target-officials = { $count ->
    [one] official
   *[other] officials
}
target-politicians = { $count ->
    [one] politician
   *[other] politicians
}
target-students = { $count ->
    [one] student
   *[other] students
}
target-children = { $count ->
    [one] child
   *[other] children
}
target-women = { $count ->
    [one] woman
   *[other] women
}
target-teachers = { $count ->
    [one] teacher
   *[other] teachers
}
target-health-workers = { $count ->
    [one] health worker
   *[other] health workers
}
target-passengers = { $count ->
    [one] passenger
   *[other] passengers
}
target-tourists = { $count ->
    [one] tourist
   *[other] tourists
}
target-worshippers = { $count ->
    [one] worshipper
   *[other] worshippers
}
target-people = { $count ->
    [one] person
   *[other] people
}

# How many.
count-at-least = at least { $n }
count-up-to = up to { $n }
count-range = { $low }–{ $high }
count-best = { $best } ({ $range } in reports)
counted-killed = { $n } killed
counted-injured = { $n } injured
counted-serious = { $n } in serious condition
counted-missing = { $n } missing
counted-abducted = { $n } abducted
hit-killed = { $n } { $target } killed
hit-injured = { $n } { $target } injured
hit-missing = { $n } { $target } missing
hit-abducted = { $n } { $target } abducted
hit-among = hit: { $target }
hit-target = target: { $target }
hit-threatened = against { $target }
serious-of = { $serious ->
    [one] { $serious } of the { $injured } is in serious condition.
   *[other] { $serious } of the { $injured } are in serious condition.
}
serious-told = In serious condition: { $n }.
no-deaths = No deaths reported.
attackers-killed = Attackers counted apart: { $n } killed.

# The first line.
first-subject = { $place } { $kind }
first-gunman-at-large = gunman NOT CAUGHT
first-attacker-at-large = attacker NOT CAUGHT
first-suspect-at-large = suspect NOT CAUGHT
first-fighting = FIGHTING GOES ON
first-second-device = SECOND DEVICE reported
first-contained = contained
first-over = over
first-suspect-detained = suspect detained
first-suspect-dead = suspect dead
first-custody-disputed = ARREST DISPUTED, treat as AT LARGE
first-danger-by = { $danger } ({ $who })
first-confirmed = { $role ->
    [police] police confirm
    [hospital] hospital confirms
    [military] military confirms
    [government] government confirms
    [agency] agency confirms
    [rescue] rescue service confirms
    [embassy] embassy confirms
   *[other] official confirms
}
first-confirmed-kind = { first-confirmed } { $kind }
first-on-record = { $who } on record
first-confirmed-many = several sources and an official
first-confirmed-official = official on record
first-unconfirmed = unconfirmed
first-one-source = only { $who } so far
first-several = { $count } papers, no official
first-rumour = RUMOUR, unconfirmed
first-headline = “{ $title }” ({ $who })
first-expected = expected { $date }
first-reported = reported { $date }
first-week = week of { $date }
first-corrects = corrects our { $time } alert
first-corrected = CORRECTED.
first-not-an-attack = NOT AN ATTACK.
first-now-an-attack = NOW CALLED AN ATTACK.
first-place-corrected = PLACE CORRECTED, not { $before }.
first-toll-lowered = TOLL LOWERED.
first-withdrawn = WITHDRAWN: { $subject } (our { $time } alert). The source took it back. Do not forward
first-withdrawn-short = WITHDRAWN: { $subject }. The source took it back. Do not forward
first-all-clear = ALL CLEAR
first-all-clear-by = ALL CLEAR from { $who }
withdrawn-body = What we told rested on a report that its own publisher has taken back. Whether anything happened there is not known.

# Danger, place, time.
line-danger = Danger: { $danger }.
line-where = Where: { $where }.
danger-at-large = suspect at large
danger-at-large-armed = armed suspect at large
danger-fighting = fighting goes on
danger-second-device = a second device is reported
danger-contained = reported contained
danger-over = reported over
danger-unknown = not known whether it goes on
danger-conflicting = reports disagree whether the suspect is caught
status-at-large = suspect at large
status-detained = suspect detained
status-dead = suspect dead
status-unknown = suspect’s whereabouts unknown
status-conflicting = suspect’s whereabouts disputed
place-unknown = Place unclear
site-hospital = a hospital
where-unknown = not told
where-area = all of { $place }
where-site = { $place }
where-city = { $place } (only the city is known)
where-district = { $place } (only the district is known)
where-admin1 = { $place } (only the province is known)
where-country = { $place } (only the country is known)
when-exact = When: { $moment }.
when-day = When: { $date }, hour not known.
when-week = When: in the days about { $date }.
when-about = When: about { $date }.
when-unknown = When: not told; first reported { $reported }.
when-expected = Expected: { $start }.
when-expected-until = Expected: { $start } to { $end }.

# Who said what. ✔ on record, ? reported, ⚠ disputed, – nobody has said.
line-on-record = ✔ { $who }, on record: { $what }.
line-unnamed = ? { $who }, unnamed: { $what }.
line-witness = ? { $who }: { $what }.
line-outlet = ? { $who } reports: { $what }.
line-group = ? { $who } claims, not verified: { $what }.
conflict = ⚠ Disputed, { $field }: { $sides }.
conflict-bare = ⚠ Disputed: { $field }.
conflict-side = { $value } ({ $who })
unknowns = Nobody has said: { $what }.
speaker-police = Police
speaker-hospital = Hospital
speaker-military = Military
speaker-government = Government
speaker-agency = Agency
speaker-official = Official
speaker-rescue = Rescue service
speaker-embassy = Embassy
speaker-witness = Witness
speaker-group = An armed group
speaker-outlet = Paper
speaker-other = A source
speaker-short-police = police
speaker-short-hospital = hospital
speaker-short-military = military
speaker-short-government = government
speaker-short-agency = agency
speaker-short-official = officials
speaker-short-rescue = rescue service
speaker-short-embassy = embassy
speaker-short-witness = witnesses
speaker-short-group = armed group
speaker-short-outlet = one paper
speaker-short-other = a source
speaker-unnamed = unnamed { $who }
claimed-by = Claimed by { $group }, not verified.
claimed-by-nobody = No claim of responsibility so far.
blamed-on = Blamed on { $groups }, not proven.
group-unnamed = an armed group
says-no-deaths = no deaths
says-attackers-killed = { $n } attackers killed
says-motive-unclear = motive unclear
says-motive = motive: { $what }
says-nobody-claimed = nobody claimed it
says-did-it = that it did this
says-claimed-by = claimed by { $group }
says-blames = blames { $group }
says-place = place: { $place }
says-target = hit: { $target }
says-weapon = weapon: { $what }
says-suspect = suspect: { $what }
says-on-record = { $who } (on record)
says-unnamed = { $who } (unnamed)
says-unverified = { $who } (not verified)
says-in = { $who }, in { $publisher }
value-not-arrested = not arrested
nature-targeted = a targeted attack
nature-crime = a crime
nature-state-operation = an operation of the state
nature-unrest = unrest
nature-accident = an accident
nature-natural = a natural event
nature-unknown = cause unclear
weapon-firearm = firearm
weapon-explosive = explosive
weapon-suicide = suicide bomb
weapon-blade = blade
weapon-vehicle = vehicle
weapon-acid = acid
weapon-fire = fire
weapon-air = aircraft
weapon-drone = drone
weapon-artillery = artillery
weapon-missile = missile
field-killed = number killed
field-injured = number injured
field-serious = number in serious condition
field-missing = number missing
field-abducted = number abducted
field-attackers-killed = attackers killed
field-danger = danger
field-perpetrator = the suspect
field-place = place
field-site = site
field-city = city
field-kind = what happened
field-fine-kind = what happened
field-nature = attack or accident
field-motive = motive
field-weapon = weapon
field-target = who was hit
field-claim = responsibility
field-attributed-to = who is blamed
field-occurred-at = when
field-other = a detail
unknown-site = which site
unknown-place = where
unknown-city = which city
unknown-hour = the hour
unknown-time = when
unknown-when = when
unknown-occurred-at = when
unknown-motive = why
unknown-perpetrator = who did it
unknown-perpetrator-status = where the suspect is
unknown-whereabouts = where the suspect is
unknown-perpetrator-whereabouts = where the suspect is
unknown-suspect-whereabouts = where the suspect is
unknown-responsibility = who is responsible
unknown-claim = who is responsible
unknown-killed = how many were killed
unknown-injured = how many were hurt
unknown-casualties = how many were hurt
unknown-toll = how many were hurt
unknown-kind = what happened
unknown-cause = the cause
unknown-nature = attack or accident
unknown-target = who was hit
unknown-danger = whether it is over
unknown-weapon = the weapon

# Sources, severity, certainty.
sources-count = { $count ->
    [0] No report
    [one] { $count } report
   *[other] { $count } reports
}
sources-more = {" "}and { $count } more
source-state = {" "}(state media)
source-quoted = { $publisher }: “{ $title }”
reached-us = reached us { $moment }
reached-us-last = reached us { $moment }, last report { $last }
severity-1 = Minor
severity-2 = Moderate
severity-3 = Serious
severity-4 = Severe
severity-5 = Extreme
severity-line = { $word } { $n }/5: { $reasons }
reason-none = no reason recorded
certainty-c0 = withdrawn by its own source
certainty-c1 = rumour, not confirmed
certainty-c2 = reported, no named official or institution
certainty-c3 = a named official or institution on record
certainty-c4 = confirmed by independent publishers and an official

# Lists.
burst-heading = { $count ->
    [one] { $count } incident, in one list
   *[other] { $count } incidents, in one list
}
burst-late = LATE: known to us since { $known }, sent { $sent }.
burst-part = { $heading } ({ $n } of { $of })
latest-heading = { $count ->
    [one] { $place }, last 7 days: { $count } incident
   *[other] { $place }, last 7 days: { $count } incidents
}
latest-everywhere = Everywhere
latest-none = { $place }: none in 7 days
latest-last = The last one:
latest-unlocated = { $count ->
    [one] { $count } more incident: place not recognised.
   *[other] { $count } more incidents: place not recognised.
}
coverage = { $fine } of { $total } sources fine, last item { $moment }
coverage-nothing-yet = { $fine } of { $total } sources fine, no item yet
coverage-no-sources = No sources are configured: silence says nothing here.

# /incident
details-status = Status: { $status }.
status-incident-developing = developing
status-incident-active = going on
status-incident-contained = contained
status-incident-closed = no new reports for 72 h
status-incident-retracted = withdrawn by its source
status-incident-merged = merged with another incident
details-merged = Found to be the same as { $id }.
details-timeline = Who said what
details-sources = { $count ->
    [0] No report
    [one] { $count } report
   *[other] { $count } reports
}
details-more = … and { $count } more
details-certainty = Certainty: { $certainty }
details-reached = First reached us { $first }
details-changed = Last changed { $last } (revision { $revision })
timeline = { $moment } · { $who }: { $what }
related = ↔ Related, says { $who }: { $what }

# What a subscription means.
meaning-world = the whole world
meaning-or = {" or "}
meaning-and = {" and "}
meaning-term = “{ $word }”
meaning-mentions = mentions { $words }
meaning-everything = every severity
meaning-severity = { $n ->
    [5] severity 5 ({ $word })
   *[other] severity { $n } ({ $word }) and up
}
meaning-area-from = { $place } from { $n }
meaning-raised = accidents, natural events and crime from { $n }
meaning-raised-each = accidents, natural events and crime one step higher
meaning-paused = paused

# Reasons of a severity.
reason-suspect-at-large = suspect at large
reason-at-large = suspect at large
reason-ongoing = danger goes on
reason-ongoing-danger = danger goes on
reason-fighting = fighting goes on
reason-second-device = second device
reason-foreign-nationals = foreign nationals
reason-diplomats = diplomats
reason-aid-staff = aid staff
reason-aid-workers = aid staff
reason-airport = airport
reason-hospital = hospital
reason-school = school
reason-crowd = crowd
reason-critical-infrastructure = critical infrastructure
reason-coordinated = coordinated attacks
reason-coordinated-attacks = coordinated attacks
reason-weapon = weapon used
reason-weapon-used = weapon used
reason-blast = blast, cause not known
reason-no-weapon = no weapon, nobody hurt
reason-no-harm = nobody hurt
reason-injured-1-9 = 1-9 injured
reason-injured-10 = 10 or more injured
reason-injured-10-plus = 10 or more injured
reason-injured-10-49 = 10-49 injured
reason-injured-50 = 50 or more injured
reason-injured-50-plus = 50 or more injured
reason-killed-1-2 = 1-2 killed
reason-killed-3-9 = 3-9 killed
reason-killed-10 = 10 or more killed
reason-killed-10-plus = 10 or more killed
reason-killed-50-plus = 50 or more killed
reason-abduction = people abducted
reason-abducted = people abducted
reason-cbrn = chemical, biological or nuclear
reason-coup = coup
reason-cap-no-deaths = capped: no deaths
reason-cap-crime = capped: crime
reason-cap-rumour = capped: rumour
reason-cap-accident = capped: accident
reason-cap-state-operation = capped: operation of the state
reason-state-operation = operation of the state
reason-official-threat = official threat
reason-threat = threat
reason-strike = air or missile strike
reason-hostages = hostages
reason-hostage-taking = hostages
reason-hazard = strong hazard
reason-curfew = curfew

## Chat (handlers)

# What stands between `backticks` is copied by a tap, what stands between __stars__ is bold.
menu-subscribe = hear of incidents in a place
menu-latest = what happened there in 7 days
menu-subscriptions = what this chat hears
menu-unsubscribe = stop hearing something
menu-incident = everything known of one incident
menu-mute = silence for a while
menu-help = commands and examples
menu-start = what this is

example-subscribe =
    `/subscribe Karachi`
    `/subscribe Pakistan "Chinese nationals"`
example-latest = `/latest Karachi`
example-unsubscribe = `/unsubscribe 2`
example-incident = `/incident PK-20241105-01`
example-mute = `/mute 8h`

start =
    __Sitrep tells you of security incidents in the places you care about__: what happened, where, who says so, how sure it is, and what nobody has said yet.

    Name a place:
    `/subscribe Karachi`

    Or look first:
    `/latest Karachi`

    Whoever runs this bot can see this chat's number, its places and words, and what was sent. No name, user name or phone number is stored. Telegram can read what you send to a bot: these chats are not end-to-end encrypted.
start-again = { $count ->
    [one] Welcome back. This chat has { $count } subscription, and alerts go on.
   *[other] Welcome back. This chat has { $count } subscriptions, and alerts go on.
    } See `/subscriptions`, or `/help` for everything else.
button-privacy = What can be seen of me
privacy =
    __What is stored__: the number of this chat, its kind and language, its subscriptions and mutes, and which alerts it was sent. Circles keep a centre rounded to about 1 km. No name, user name, phone number or group title.

    __Who can see it__: whoever runs this bot, and their backups. Logs carry no places and no words.

    __Telegram__ can read messages to and from bots. If somebody must not learn what you watch, do not type it here.

    `/unsubscribe all` deletes the subscriptions.
added = Thank you. An administrator can now name a place, and alerts come here (in a forum: to the topic where the command was given):
    `/subscribe Karachi`
added-again = { $count ->
    [one] Back again: { $count } subscription of this chat goes on.
   *[other] Back again: { $count } subscriptions of this chat go on.
    }

help-heading = What you can say
help-foot = More on one of them: `/help subscribe`. In groups and channels only administrators change what is heard.
help-subscribe =
    __/subscribe__ place, words

    `/subscribe Karachi` a city, with its districts
    `/subscribe Karachi, Gwadar` either of them
    `/subscribe within 50km of Quetta` a circle
    `/subscribe Pakistan BLA` with a word
    `/subscribe Pakistan "Chinese nationals"` with words side by side
    `/subscribe Karachi, Gwadar: (shooting | bomb*) -cricket` space is AND, | is OR, - is NOT, * any ending
    `/subscribe Pakistan severity>=4` only what is severe
    `/subscribe Pakistan kind:bombing` also nature: target: certainty>=
    `/subscribe anywhere: "Chinese nationals"` the whole world

    Words are looked for in what an incident is, never in its background.
help-subscriptions = __/subscriptions__ shows what this chat hears, with a button to delete each. What was deleted can be brought back.
help-unsubscribe =
    __/unsubscribe__ number or name

    `/unsubscribe` buttons to choose from
    `/unsubscribe 2` the second
    `/unsubscribe Karachi` by name
    `/unsubscribe all` everything
help-latest =
    __/latest__ place, words: 7 days, what goes on first, then the newest, of every severity

    `/latest Karachi`
    `/latest Pakistan "Chinese nationals"`
    `/latest` the places of your subscriptions
help-incident =
    __/incident__ id: who said what and when, what is disputed, the sources

    `/incident PK-20241105-01`
help-mute =
    __/mute__ what, how long

    `/mute 8h` everything, for 8 hours
    `/mute all` everything, until you end it
    `/mute PK-20241105-01` one incident
    `/mute 3 2d` subscription 3, for two days
    `/mute off` ends it

    Corrections and withdrawals of what you were told still come.

hint = I understand commands and names of places. For example: `/subscribe Karachi` or `/latest Karachi`. Everything else: `/help`
place-offer = { $what }: what would you like?
button-subscribe-to = Subscribe to { $what }
button-latest-of = What happened there lately
unknown-command = There is no command /{ $name }. Those there are: `/help`
unknown-command-near = There is no command /{ $name }. Did you mean `/{ $near }`?

# Places, and questions back.
place-world = world
place-region = region
place-country = country
place-admin1 = province
place-admin2 = district
place-city = city
place-district = part of a city
ask-which = Which { $asked } do you mean?
ask-place-or-word = { $asked }: a word to look for, or a place?
ask-unknown = I know no place called { $asked }. Did you mean:
ask-unknown-alone = I know no place called { $asked }. Check the spelling and try again, like `/subscribe Karachi`. Or is it a word to look for, in the whole world?
ask-inside-or-both = { $asked }: one place, or each of them?
ask-order = Places come first, then words. Did you mean:
choice-word = the word “{ $word }”
choice-each = each of them, with all that lies in it

subscribe-saved = Saved as subscription { $number }
subscribe-changed = Subscription { $number } changed
subscribe-already = You have this already: subscription { $number }
subscribe-next = What happened there lately: `/latest`
subscribe-all-or-any = Alerts come when __all__ of these words occur. Is __any__ of them enough?
preview = { $count ->
    [0] Nothing of the last { $days } days would have been sent.
    [one] In the last { $days } days this would have sent { $more ->
        [yes] at least one alert.
       *[no] one alert.
    }
   *[other] In the last { $days } days this would have sent { $more ->
        [yes] at least { $count } alerts.
       *[no] { $count } alerts.
    }
    }
button-any-word = Any of these words
button-all-words = All of these words
button-everything = Everything (severity 1 and up)
button-default = Back to severity { $n } and up
button-undo = ✕ Delete: { $what }
button-bring-back = ↩ Bring back
button-previous = ◀ Back
button-next = More ▶
subscriptions-heading = { $count ->
    [one] This chat has { $count } subscription
   *[other] This chat has { $count } subscriptions
    }
subscriptions-none = This chat has no subscription. For example: `/subscribe Karachi`
subscriptions-other-topic = in another topic
unsubscribe-which = Which one shall end?
unsubscribed = Deleted: { $number }. { $what }
subscription-back = Back again: { $what }

latest-unlocated-label = Place not recognised
button-unlocated = Show those without a recognised place

mute-nothing = Nothing is muted here. For how long shall I be silent? Or say it: `/mute 8h`, `/mute PK-20241105-01`, `/mute 3 2d`
mute-heading = Muted here
mute-all = everything
mute-subscription = subscription { $number }
mute-line = { $what } { $ends ->
    [never] until you end it
   *[time] until { $until }
    }
button-mute-for = { $hours } h
button-mute-off = End it
button-unmute = Muted. Hear of it again
muted-all = Muted: everything { $ends ->
    [never] until you end it.
   *[time] until { $until }.
    } Corrections and withdrawals of what you were told still come. What happens meanwhile is not sent later: see `/latest`.
muted-incident = Muted: { $id } { $ends ->
    [never] until you end it.
   *[time] until { $until }.
    } Corrections, withdrawals and an all-clear still come.
muted-subscription = Muted: subscription { $number } { $ends ->
    [never] until you end it.
   *[time] until { $until }.
    } Corrections and withdrawals of what you were told still come.
mute-off = Nothing is muted here any more.
mute-off-nothing = Nothing was muted here.
toast-muted = Muted: { $id }. Corrections, withdrawals and an all-clear still come.
toast-unmuted = You will hear of { $id } again.

# Expressions in words.
words-word = “{ $word }”
words-prefix = words that begin with “{ $word }”
words-not = not { $what }
words-and = {" and "}
words-or = {" or "}
words-kind = of the kind { $value }
words-nature = of the nature { $value }
words-certainty = at least { $value }
words-severity = severity { $value } and up
words-target = against { $value }
words-within = within { $value } km
words-mentions = { $words }

# What went wrong. Each says how to do it right.
error-empty = Tell me a place. For example: `/subscribe Karachi`, or `/subscribe Pakistan "Chinese nationals"`
error-text-long = That is too long: { $limit } characters at most. For example: `/subscribe Karachi`
error-areas = Too many places at once: { $limit } at most. Use several subscriptions.
error-place-unknown = I know no place called { $place }. Check the spelling, or name a larger place. For example: `/subscribe Karachi`
error-within-where = Around what? For example: `/subscribe within 50km of Karachi`
error-within-large = { $place } is too large for the centre of a circle: name a town. For example: `/subscribe within 50km of Karachi`
error-radius = A circle has from { $least } to { $most } km. For example: `/subscribe within 50km of Karachi`
error-expression-long = The words are too long: { $limit } characters at most.
error-expression-parts = Too many words at once: { $limit } at most. Use several subscriptions.
error-expression-deep = At character { $at } of the words (`{ $part }`): too deeply nested.
error-expression-missing = At character { $at } of the words (`{ $part }`): something is missing here. For example: `/subscribe Karachi: (shooting | bomb*) -cricket`
error-close-without-open = At character { $at } of the words (`{ $part }`): “)” without “(”. For example: `(shooting | bomb*) -cricket`
error-open-without-close = At character { $at } of the words (`{ $part }`): “(” is never closed. For example: `(shooting | bomb*) -cricket`
error-quote-open = At character { $at } of the words (`{ $part }`): the quote is never closed. For example: `"Chinese nationals"`
error-star = At character { $at } of the words (`{ $part }`): * stands at the end of a word, after two letters or more. For example: `bomb*`
error-word-empty = At character { $at } of the words: “{ $word }” has no letter to look for.
error-filter-unknown = At character { $at } of the words: there is no filter “{ $name }:”. Did you mean `{ $near }:`? After a place the colon is followed by a space, like `Karachi: shooting`
error-filter-below = { $name } says the lowest that counts. For example: `severity>=3`
error-filter-inside = { $name } stands by itself, outside of parentheses, | and -. For example: `Pakistan severity>=3 (shooting | bombing)`
error-within-filter = How far? For example: `/subscribe Karachi within:50km`
error-severity = “{ $value }” is no severity: it goes from 1 to 5. For example: `severity>=3`
error-certainty = “{ $value }” is no certainty: it goes from C0 (withdrawn) to C4 (confirmed). For example: `certainty>=C3`
error-target = Against whom? For example: `target:Chinese` or `target:police`
error-kind-unknown = There is no kind “{ $value }”. Near it: { $near }. For example: `kind:bombing`
error-nature-unknown = There is no nature “{ $value }”. Near it: { $near }. For example: `nature:targeted`
error-too-many = This chat has { $limit } subscriptions, and that is the most. Delete one first: `/unsubscribe`
error-twin = With that it would be the same as subscription { $number }.
error-subscription-gone = This subscription is no longer there. Nothing was changed. See /subscriptions
error-subscription-back = It is there already.
error-none-to-delete = This chat has no subscription. For example: `/subscribe Karachi`
error-no-such-subscription = There is no subscription { $what }. See `/subscriptions`
error-several = That name fits several: { $numbers }. Say the number, like `/unsubscribe 2`
error-latest-where = Which place? For example: `/latest Karachi`
error-incident-which = Which incident? Its id ends every alert. For example: `/incident PK-20241105-01`
error-incident-unknown = I know no incident { $id }. Its id ends every alert, like PK-20241105-01. For a place: /latest Karachi
error-mute = Mute what, and how long? For example: `/mute 8h`, `/mute all`, `/mute PK-20241105-01`, `/mute 3 2d`, `/mute off`
error-mute-length = From one minute to 30 days. For example: `/mute 8h` or `/mute 2d`
error-administrators = Only administrators of this chat can change what it hears.
error-button-old = This button is too old, or not yours. Please give the command again.
error-too-fast = That was fast: { $limit } commands a minute is the most here. Please wait a minute.
error-inside = Something went wrong, and nothing was changed. Please try again; if it stays so, tell whoever runs this bot.
error-after-change = It was saved, but something went wrong afterwards. See /subscriptions
