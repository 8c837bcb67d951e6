# Why an alert came, or did not.
menu-why = why an alert came, or did not
example-why = `/why PK-20241105-01`
help-why =
    __/why__ id: which subscription, which words, where they stand; and why nothing came

    `/why` as an answer to an alert
    `/why PK-20241105-01` of any incident
error-why-which = Of which incident? Answer an alert with `/why`, or give its id: `/why PK-20241105-01`
error-why-several = That message is about several. Say which one, like `/why` and one of: { $ids }
why-told = { $id }: what this chat was told
why-silent = { $id }: this chat was not told
why-line = { $at }: { $push } · { $state ->
    [sent] sent
    [ambiguous] sent, not confirmed by Telegram
    [dead] could not be delivered
    [cancelled] no longer needed
   *[other] waiting to be sent
    }{ $number ->
    [0] { "" }
   *[other] , because of subscription { $number }
    }
why-with-notes = { $line } ({ $notes })
why-push-new = new
why-push-update = update
why-push-correction = correction
why-push-withdrawn = withdrawal
why-push-all-clear = all-clear
why-note-silent = without a sound, because of the quiet hours
why-note-late = { $minutes } min late
why-note-repeat = perhaps a repetition
why-no-subscription = This chat has no subscription. For example: `/subscribe Karachi`
why-fits = ✓ { $number }. { $name }: it lies in { $area }, severity { $severity } (from { $lowest }){ $words ->
    [yes] , and the words fit
   *[no] { "" }
    }
why-fits-circle = ✓ { $number }. { $name }: it lies inside, severity { $severity } (from { $lowest }){ $words ->
    [yes] , and the words fit
   *[no] { "" }
    }
why-no-area = ✗ { $number }. { $name }: it lies elsewhere
why-unlocated = ✗ { $number }. { $name }: its place was not recognised; /settings can let such incidents in
why-below-severity = ✗ { $number }. { $name }: severity { $severity }, and this subscription is told from { $lowest } on
why-words = ✗ { $number }. { $name }: not all that it asks for is there
why-paused = ✗ { $number }. { $name }: paused
why-muted = ✗ { $number }. { $name }: muted here, see /mute
why-word = { $known ->
    [yes] “{ $word }” stands in: { $snippet } ({ $by })
   *[no] “{ $word }” is what is known of it: { $snippet }
    }
why-word-people = “{ $word }” are people like those whom it hit
why-before-start = It was known before this bot first read that source; such incidents are listed, and told to nobody.
why-retracted = It was withdrawn before this chat was told.
why-earlier = It was known before this chat’s first subscription. What changes from now on is told.

# Not relevant: why?
button-not-relevant = Not relevant
feedback-wrong-place = Wrong place
feedback-no-incident = Not an incident
feedback-old-news = Old news
feedback-duplicate = Told twice
feedback-back = ↩ Relevant after all
toast-feedback = Thank you. Whoever runs this bot sees how often that is said of a source, not by whom.
