# What administrators are told of the program itself. $detail is technical and in English.
alarm-begins = 🚨 { $what }
alarm-over = ✅ { $what }
alarm-overdue = { $count ->
    [one] One alert is past its deadline; it has been owed for { $minutes } min.
   *[other] { $count } alerts are past their deadline; the oldest has been owed for { $minutes } min.
}
alarm-overdue-over = No alert is past its deadline any more.
alarm-spoiled = { $count ->
    [one] One alert of the last six hours could not be made into a message and was not sent. See the log.
   *[other] { $count } alerts of the last six hours could not be made into messages and were not sent. See the log.
}
alarm-spoiled-over = For six hours every alert could be made into a message.
alarm-sender = The sender does not run: no alert leaves.
alarm-sender-over = The sender runs again.
alarm-updates = Commands are not heard: { $detail }
alarm-updates-over = Commands are heard again.
alarm-scheduler = No source has been asked for { $detail }.
alarm-scheduler-over = Sources are asked again.
alarm-database = The database: { $detail }
alarm-database-over = The database works again.
alarm-telegram = Alerts are held up: { $detail }
alarm-telegram-over = Alerts go out again.
alarm-canary = The test alert did not arrive: { $detail }
alarm-canary-over = The test alert arrives again.
alarm-faults = The self-audit broke off: { $detail }. See the log.
alarm-faults-over = The self-audit works again.
canary = 🐤 Test alert of { $time }: the way from the outbox to this chat works.
