# The first steps, and the language.
language-name = English
menu-language = the language of this chat
help-language =
    __/language__ shows the languages that I speak; alerts come in the chosen one, too.

    `/language` buttons to choose from
    `/language ur` Urdu
language-ask = Which language shall I speak here?
language-set = I speak English here now, and alerts come in English.
error-language = I do not speak that one yet. I speak: { $names }. For example: `/language ur`

start-group =
    __Sitrep tells this chat of security incidents in the places you care about__: what happened, where, who says so, how sure it is, and what nobody has said yet.

    An administrator names a place:
    `/subscribe Karachi`

    Or look first:
    `/latest Karachi`

    Whoever runs this bot can see this chat’s number, its places and words, and what was sent. No name, user name or phone number is stored.
button-where-i-am = 📍 Where I am
button-another-place = ➕ Another place
wizard-place = Which place? Type a name: a city, a province, a country.
wizard-place-unknown = I know no place called __{ $place }__. Try another spelling or a larger place near it, or share where you are: `/near`
wizard-what = __{ $place }__: what shall I tell you of?
button-what-usual = What matters (severity { $n }, { $word }, and up)
button-what-everything = Everything
button-what-serious = Serious only (severity 3 and up)
button-what-kinds = Pick kinds …
button-what-words = My own words …
wizard-kinds = __{ $place }__: which kinds? Tap all that you want.
kinds-attacks = Attacks, shootings
kinds-bombs = Bombs, air strikes
kinds-abductions = Abductions
kinds-clashes = Clashes, raids
kinds-unrest = Riots, protests
kinds-disruption = Roads, airports, curfews
kinds-threats = Threats, warnings
kinds-disasters = Accidents, disasters
button-done = ✓ Done
wizard-words =
    Write the words to look for. For example:

    `bomb* | blast` either of the two, with any ending
    `"Chinese nationals"` words side by side
    `shooting -wedding` the first without the second

# The test alert.
button-test-alert = 🔔 Test alert
test-alert =
    __🟠 TEST. Exampletown, a place that does not exist: shooting, nobody hurt. Nothing happened.__

    This is how an alert arrives: the first line says what happened, who says so and how sure it is. Did your phone ring?
button-rang = It rang
button-did-not-ring = It did not
test-rang = __TEST passed.__ That is how it will ring.
test-silent =
    __TEST: no sound.__ Please look at these:

    1. This chat in Telegram: its name at the top, Notifications: they must be on.
    2. The phone: Telegram’s notifications allowed, no silent mode, no “do not disturb”. On Android: no battery saver for Telegram.
    3. Here: `/quiet` shows the hours without a sound, `/mute` what is muted.

    Then try again with the button above, or with `/subscriptions`.
