# جگہیں، اور جوابی سوال۔
place-world = دنیا
place-region = خطہ
place-country = ملک
place-admin1 = صوبہ
place-admin2 = ضلع
place-city = شہر
place-district = شہر کا حصہ
ask-which = آپ کی مراد کون سی جگہ ہے: { $asked }؟
ask-place-or-word = یہ ڈھونڈنے کا لفظ ہے یا جگہ: { $asked }؟
ask-unknown = اس نام کی جگہ معلوم نہیں: { $asked }۔ کیا آپ کی مراد یہ ہے:
ask-unknown-alone = اس نام کی جگہ معلوم نہیں: { $asked }۔ ہجے دیکھ کر پھر کوشش کریں، جیسے `/subscribe کراچی`۔ یا یہ پوری دنیا میں ڈھونڈنے کا لفظ ہے؟
ask-inside-or-both = یہ ایک ہی جگہ ہے یا الگ الگ: { $asked }؟
ask-order = پہلے جگہیں آتی ہیں، پھر الفاظ۔ کیا آپ کی مراد یہ ہے:
choice-word = لفظ “{ $word }”
choice-each = ہر ایک، اپنے اندر کی جگہوں سمیت

subscribe-saved = محفوظ: سبسکرپشن { $number }
subscribe-changed = سبسکرپشن { $number } بدل گئی
subscribe-already = یہ پہلے سے ہے: سبسکرپشن { $number }
subscribe-next = وہاں حال میں کیا ہوا: `/latest`
subscribe-all-or-any = الرٹ تب آئے گا جب یہ الفاظ __سب__ آئیں۔ کیا __کوئی ایک__ کافی ہے؟
preview = { $count ->
    [0] پچھلے { $days } دن میں اس سے کچھ نہ آتا۔
    [one] پچھلے { $days } دن میں اس سے { $more ->
        [yes] کم از کم ایک الرٹ آتا۔
       *[no] ایک الرٹ آتا۔
    }
   *[other] پچھلے { $days } دن میں اس سے { $more ->
        [yes] کم از کم { $count } الرٹ آتے۔
       *[no] { $count } الرٹ آتے۔
    }
    }
button-any-word = کوئی ایک لفظ
button-people = تمام { $nation } لوگ
button-all-words = سب الفاظ
button-everything = سب کچھ (شدت 1 سے)
button-default = واپس شدت { $n } اور اوپر
button-undo = ✕ مٹائیں: { $what }
button-bring-back = ↩ واپس لائیں
button-previous = ▶ پیچھے
button-next = مزید ◀
subscriptions-heading = { $count ->
    [one] اس چیٹ کی { $count } سبسکرپشن ہے
   *[other] اس چیٹ کی { $count } سبسکرپشنز ہیں
    }
subscriptions-none = اس چیٹ کی کوئی سبسکرپشن نہیں۔ مثلاً: `/subscribe کراچی`
subscriptions-other-topic = دوسرے موضوع میں
unsubscribe-which = کون سی ختم ہو؟
unsubscribed = مٹا دی گئی: { $number }. { $what }
subscription-back = واپس آ گئی: { $what }

latest-unlocated-label = جگہ پہچانی نہیں گئی
button-unlocated = بغیر پہچانی جگہ والے دکھائیں

mute-nothing = یہاں کچھ خاموش نہیں۔ کتنی دیر خاموش رہوں؟ یا لکھیں: `/mute 8h`، `/mute PK-20241105-01`، `/mute 3 2d`
mute-heading = یہاں خاموش
mute-all = سب کچھ
mute-subscription = سبسکرپشن { $number }
mute-line = { $what }، { $ends ->
    [never] جب تک آپ ختم نہ کریں
   *[time] { $until } تک
    }
button-mute-for = { $hours } گھنٹے
button-mute-off = ختم کریں
button-unmute = خاموش ہے۔ پھر سے سنیں
muted-all = خاموش: سب کچھ، { $ends ->
    [never] جب تک آپ ختم نہ کریں۔
   *[time] { $until } تک۔
    } جو بتایا جا چکا اس کی تصحیح اور واپسی پھر بھی آئے گی۔ اس دوران کے واقعات بعد میں نہیں بھیجے جاتے: دیکھیے `/latest`
muted-incident = خاموش: { $id }، { $ends ->
    [never] جب تک آپ ختم نہ کریں۔
   *[time] { $until } تک۔
    } تصحیح، واپسی اور خطرہ ختم ہونے کی اطلاع پھر بھی آئے گی۔
muted-subscription = خاموش: سبسکرپشن { $number }، { $ends ->
    [never] جب تک آپ ختم نہ کریں۔
   *[time] { $until } تک۔
    } جو بتایا جا چکا اس کی تصحیح اور واپسی پھر بھی آئے گی۔
mute-off = یہاں اب کچھ خاموش نہیں۔
mute-off-nothing = یہاں کچھ خاموش نہیں تھا۔
toast-muted = خاموش: { $id }۔ تصحیح، واپسی اور خطرہ ختم ہونے کی اطلاع پھر بھی آئے گی۔
toast-unmuted = اس کی اطلاع پھر ملے گی: { $id }

# الفاظ کی شرط، عام زبان میں۔
words-word = “{ $word }”
words-prefix = وہ الفاظ جو “{ $word }” سے شروع ہوں
words-not = { $what } نہ ہو
words-and = {" اور "}
words-or = {" یا "}
words-kind = قسم { $value }
words-nature = نوعیت { $value }
words-certainty = یقین کم از کم { $value }
words-severity = شدت { $value } اور اوپر
words-target = خلاف “{ $value }”
words-people = { $nation } لوگوں کے خلاف
words-within = { $value } کلومیٹر کے اندر
words-mentions = { $words }
