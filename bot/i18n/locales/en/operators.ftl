# For whoever runs the bot, and what everybody is told of its sources.
menu-sources = how each source is doing
menu-status = sources, what is owed, delay
op-sources-none = No source is configured.
op-sources-heading = { $count ->
    [one] { $count } source; answers of { $days } days
   *[other] { $count } sources; answers of { $days } days
    }
op-sources-line = { $state ->
    [fine] ✓ { $name }
    [empty] ✓ { $name } (empty)
    [never_polled] … { $name }: not asked yet
    [blocked] ✗ { $name }: blocked
    [unparseable] ✗ { $name }: can’t be read
   *[failing] ✗ { $name }: fails
    }
op-sources-failing = { $reason }; { $ever ->
    [yes] last well { $well }
   *[no] never well
    }
op-sources-last-item = last item { $at }
op-sources-feedback = { $alerts } alerts, { $complaints } not relevant ({ $percent } %){ $what ->
    [none] { "" }
   *[other] : { $what }
    }
op-status =
    __Sources__: { $fine } of { $total } fine, last item { $item }
    __Alerts__: { $waiting } waiting, { $sent } sent, { $ended } ended without
    __Chats__: { $chats }, with { $subscriptions } subscriptions
op-status-lag = __The oldest waiting alert__ was owed { $seconds } s ago

coverage-reduced = Fewer sources: { $failing } of the { $total } sources that cover { $places } have been failing for hours. Alerts may come late or not at all.
coverage-dark = No source: all { $total } sources that cover { $places } have been failing for hours. Do not take silence for safety.
coverage-better = Some sources are back: { $working } of the { $total } that cover { $places } work again, the others still fail. Alerts may come late.
coverage-fine = Sources are back: enough of those that cover your places work again.
daily-quiet = { $state ->
    [fine] No alert for your places in 24 hours. All { $total } sources are fine.
   *[other] No alert for your places in 24 hours. { $working } of { $total } sources are fine.
    }
