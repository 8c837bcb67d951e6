# Dates are CLDR patterns: https://unicode.org/reports/tr35/tr35-dates.html
date-day = EEE d MMM
date-day-year = EEE d MMM y
date-hour = HH:mm
date-moment = { $day } { $hour } { $zone }
date-and-hour = { $day } { $hour }

# What stands between the parts of a list and of a sentence.
list-comma = {", "}
list-place = {", "}
# small: street, town, country; large: country, town, street.
place-order = small
list-clause = {", "}
list-semicolon = {"; "}
list-sentence = {" "}
list-colon = {": "}
quoted = “{ $text }”

mark-sample = SAMPLE
mark-late = LATE
note-sample = SAMPLE DATA: not a real incident.
note-late = LATE: known to us { $known }, sent { $sent }.
note-repeat = Possible repeat: Telegram did not confirm an earlier send of this message.
note-wave = Part of a wave of attacks: { $id }.
before-start = from before the start of this bot

button-details = Details
button-mute = Mute this (not corrections)
button-copy = Copy
button-newer = ◀ Newer
button-older = Older ▶
copy-tail = As of { $moment } · { $certainty }
