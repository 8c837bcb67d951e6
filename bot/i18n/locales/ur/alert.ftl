# تاریخیں CLDR کے نمونوں میں: https://unicode.org/reports/tr35/tr35-dates.html
date-day = EEE d MMM
date-day-year = EEE d MMM y
date-hour = HH:mm
date-moment = { $day } { $hour } { $zone }
date-and-hour = { $day } { $hour }

# فہرست اور جملے کے حصوں کے درمیان کی علامتیں۔
list-comma = {"، "}
list-place = {"، "}
# small: پہلے چھوٹی جگہ؛ large: پہلے بڑی۔
place-order = small
list-clause = {"، "}
list-semicolon = {"؛ "}
list-sentence = {" "}
list-colon = {": "}
quoted = “{ $text }”

mark-sample = نمونہ
mark-late = تاخیر
note-sample = نمونے کا مواد: یہ کوئی اصل واقعہ نہیں۔
note-late = تاخیر: ہمیں { $known } کو علم ہوا، { $sent } کو بھیجا گیا۔
note-repeat = ممکنہ تکرار: ٹیلی گرام نے اس پیغام کی پہلی ترسیل کی تصدیق نہیں کی تھی۔
note-wave = حملوں کے ایک سلسلے کا حصہ: { $id }۔
before-start = اس بوٹ کے آغاز سے پہلے کا

button-details = تفصیل
button-mute = خاموش کریں (تصحیح آئے گی)
button-copy = نقل کریں
button-newer = ▶ نئے
button-older = پرانے ◀
copy-tail = بمطابق { $moment } · { $certainty }
