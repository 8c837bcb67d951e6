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

    Which place? Type its name: a city, a province, a country. Or all in one line:
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
    __What is stored__: the number of this chat, its kind and language, its settings, subscriptions, sites and mutes, its answers, which alerts it was sent, and for two days what its buttons stand for. Circles keep a centre rounded to about 1 km. No name, user name, phone number or group title.

    __Who can see it__: whoever runs this bot, and their backups. Logs carry no places and no words.

    __Telegram__ can read messages to and from bots. If somebody must not learn what you watch, do not type it here.

    `/forget` deletes all of it.
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
help-subscriptions =
    __/subscriptions__ number, words: what this chat hears; open one to change, pause, mute, test or delete it. What was deleted can be brought back.

    `/subscriptions` the list
    `/subscriptions 2` the second
    `/subscriptions 2 bomb* | blast` gives it other words
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
