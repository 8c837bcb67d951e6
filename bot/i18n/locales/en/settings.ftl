# Quiet hours.
menu-quiet = hours without a sound
example-quiet = `/quiet 22:00-07:00`
help-quiet =
    __/quiet__ from-to, zone, severity: alerts come without a sound then. Nothing is dropped.

    `/quiet 22:00-07:00` in the zone of your first place
    `/quiet 22:00-07:00 Karachi` in that of Karachi
    `/quiet 22:00-07:00 severity>=4` what is severe rings all the same
    `/quiet off` everything rings, day and night
    `/quiet on` back to the night rule
quiet-now = __Quiet hours__: { $hours }
quiet-set = __Quiet hours are now__: { $hours }
quiet-hours = { $start } to { $end } { $zone }
quiet-hours-none = none, everything rings day and night
quiet-hours-no-zone = none yet, for no place of this chat says which time it is there
quiet-breaks = From severity { $n } on it rings all the same.
quiet-breaks-night = What rings all the same: severity { $n } and up, if it is an attack, a natural disaster, or nobody knows why.
quiet-default = This is what holds until you say otherwise.
quiet-rest = Everything else comes without a sound; nothing is dropped.
quiet-how = Other hours: `/quiet 22:00-07:00`
quiet-note = From { $start } to { $end } { $zone } { $n ->
    [0] only what is severe rings
   *[other] what rings is severity { $n } and up
    }; the rest comes without a sound: /quiet
button-quiet-from = Rings from { $n }
button-quiet-off = Always ring
button-night-too = 🔔 Ring at night, too
button-quiet-night = Night rule
error-quiet = I did not understand these hours. For example: `/quiet 22:00-07:00`, `/quiet 22:00-07:00 Karachi severity>=4` or `/quiet off`
error-quiet-zone = I know no time zone “{ $zone }”. Name a city, a zone or an offset: `/quiet 22:00-07:00 Karachi`, `/quiet 22:00-07:00 Asia/Karachi`, `/quiet 22:00-07:00 UTC+5`
error-quiet-no-zone = In which time zone? For example: `/quiet 22:00-07:00 Karachi`

# All settings on one screen.
menu-settings = what is set for this chat
help-settings = __/settings__ shows what is set for this chat, with a button to change each: quiet hours, lowest severity, a daily sign of life, incidents whose place is not known.
settings =
    __Settings of this chat__

    Language: { $lang }
    Quiet hours: { $quiet }
    Lowest severity: { $severity ->
        [0] as usual for each place
       *[other] { $severity } for every place
    }
    A line on days without an alert: { $daily ->
        [on] yes
       *[off] no
    }
    Incidents whose place is not known: { $unplaced ->
        [on] yes, from severity 4 unless you set another
       *[off] no
    }
button-settings-language = 🌐 Language
button-settings-quiet = Quiet hours
button-settings-severity = Lowest severity
button-settings-daily = { $now ->
    [on] No line on days without an alert
   *[off] A line on days without an alert
    }
button-settings-unplaced = { $now ->
    [on] Leave out incidents of unknown place
   *[off] Also incidents of unknown place
    }
button-settings-from = { $n ->
    [0] As usual
    [1] Everything
   *[other] From { $n }
    }
settings-severity = __Which incidents shall come?__ This changes every subscription of this chat, and the next ones. “As usual” is 2 for a city, 3 for a country, 4 for a region or the world; accidents, natural events and crime one higher.

# Taking everything along, deleting everything.
menu-export = your subscriptions and incidents as files
help-export = __/export__ sends two CSV files: the subscriptions of this chat, and the incidents it was told of.
export-subscriptions = { $count ->
    [one] { $count } subscription
   *[other] { $count } subscriptions
    }
export-incidents = { $count ->
    [one] { $count } incident that this chat was told of
   *[other] { $count } incidents that this chat was told of
    }
error-export-later = Telegram asks to wait before more files are sent. Please try again in a minute.
error-export-often = { $limit } exports a minute are the most. Please wait a minute.
menu-forget = delete everything about this chat
help-forget = __/forget__ deletes everything about this chat: subscriptions, sites, mutes, settings, and what it was sent. You are asked once more before.
forget-ask =
    __Delete everything about this chat?__ { $count ->
        [one] { $count } subscription
       *[other] { $count } subscriptions
    }, sites, mutes, settings, answers, and the record of what was sent. This can’t be undone, and no alert comes after it. To keep a copy: `/export`

    Backups of the operator may hold it for up to { $days ->
        [one] { $days } day
       *[other] { $days } days
    } more. The messages in this chat are yours to delete.
button-forget = Delete everything
button-forget-not = Keep everything
forget-not = Nothing was deleted.
forgotten = Everything about this chat was deleted. Backups may hold it for up to { $days ->
    [one] { $days } day
   *[other] { $days } days
    } more. To begin again: `/start`
error-forget-old = This question is too old: nothing was deleted. To be asked again: /forget
