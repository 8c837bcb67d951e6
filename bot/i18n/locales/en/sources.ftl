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
