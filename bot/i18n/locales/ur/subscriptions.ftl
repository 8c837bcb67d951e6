# ایک سبسکرپشن، کھلی ہوئی۔
subscription-title = سبسکرپشن { $number }
subscription-paused = ⏸ عارضی بند: جب تک آپ جاری نہ کریں کچھ نہیں آئے گا۔
subscription-muted = 🔕 خاموش، { $ends ->
    [never] جب تک آپ ختم نہ کریں۔
   *[time] { $until } تک۔
    }
button-severity = شدت…
button-words = الفاظ…
button-rename = ✎ نام بدلیں…
button-pause = ⏸ روکیں
button-go-on = ▶ جاری کریں
button-mute-hours = 🔕 { $hours } گھنٹے
button-end-mute = 🔔 خاموشی ختم
button-look-back = پچھلے { $days } دن
button-delete = ✕ مٹائیں
button-list = سب سبسکرپشنز
button-change = ⚙ بدلیں
severity-ask = سبسکرپشن { $number }: کس شدت سے؟
button-from-severity = شدت { $n } ({ $word }) اور اوپر
button-usual-severity = معمول کے مطابق: { $n } اور اوپر
words-ask =
    سبسکرپشن { $number }: اس کے نئے الفاظ لکھیں۔ مثلاً:

    `bomb* | blast` دونوں میں سے کوئی، کسی بھی اختتام کے ساتھ
    `"Chinese nationals"` ساتھ ساتھ الفاظ

    گروپ یا چینل میں: `/subscriptions { $number } bomb* | blast`
button-no-words = بغیر الفاظ: وہاں جو بھی ہو

# کیا آتا۔
preview-short = { $hours ->
    [0] پیچھے دیکھنے کو ابھی کچھ محفوظ نہیں۔
    [one] ابھی صرف { $hours } گھنٹے کا مواد محفوظ ہے: یہ بتانے کو کم ہے کہ کیا آتا۔
   *[other] ابھی صرف { $hours } گھنٹوں کا مواد محفوظ ہے: یہ بتانے کو کم ہے کہ کیا آتا۔
}
preview-last = آخری واقعہ:
preview-wider = { $by ->
    [severity] ہر شدت کے ساتھ یہ { $count } ہوتے۔
   *[place] پورے { $place } میں یہ { $count } ہوتے۔
}
button-instead = اس کی جگہ: { $place }
button-and-place = ➕ ساتھ { $place } بھی
