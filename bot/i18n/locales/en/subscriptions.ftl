# One subscription, opened.
subscription-title = Subscription { $number }
subscription-paused = ⏸ Paused: nothing comes until you let it go on.
subscription-muted = 🔕 Muted { $ends ->
    [never] until you end it.
   *[time] until { $until }.
    }
button-severity = Severity …
button-words = Words …
button-rename = ✎ Another name …
button-pause = ⏸ Pause
button-go-on = ▶ Go on
button-mute-hours = 🔕 { $hours } h
button-end-mute = 🔔 Unmute
button-look-back = The last { $days } days
button-delete = ✕ Delete
button-list = All subscriptions
button-change = ⚙ Change
severity-ask = Subscription { $number }: from which severity on?
button-from-severity = { $n } { $word } and up
button-usual-severity = As usual there: { $n } and up
words-ask =
    Subscription { $number }: write its new words. For example:

    `bomb* | blast` either of the two, with any ending
    `"Chinese nationals"` words side by side

    In a group or channel: `/subscriptions { $number } bomb* | blast`
button-no-words = No words: whatever happens there

# What would have come.
preview-short = { $hours ->
    [0] Nothing is stored yet to look back on.
    [one] Only { $hours } hour is stored yet: too little to say what would have come.
   *[other] Only { $hours } hours are stored yet: too little to say what would have come.
}
preview-last = The last one:
preview-wider = { $by ->
    [severity] With every severity it would have been { $count }.
   *[place] In all of { $place } it would have been { $count }.
}
button-instead = Take { $place } instead
button-and-place = ➕ Also { $place }
