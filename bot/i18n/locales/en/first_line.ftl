# The first line.
# In a language written from right to left "foreign" (yes, no) says that the place's name is not, so that the line
# can begin with a word of its own.
first-frame = { $body }. { $date }
first-alone = { $body }.
first-head = { $foreign ->
   *[no] { $place }: { $told }
}
first-subject = { $foreign ->
   *[no] { $place } { $kind }
}
first-at-site = { $head } ({ $site })
first-told = { $subject }: { $told }
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
