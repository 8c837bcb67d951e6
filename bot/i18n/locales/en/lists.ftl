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
area-circle = { $km } km around { $place }
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
