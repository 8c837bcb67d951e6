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
button-people = All people who are { $nation }
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
words-people = against { $nation } people
words-within = within { $value } km
words-mentions = { $words }
