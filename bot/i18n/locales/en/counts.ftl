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
line-toll = { $toll }.
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
