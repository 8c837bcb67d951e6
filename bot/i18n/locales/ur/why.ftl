# الرٹ کیوں آیا، یا کیوں نہیں آیا۔
menu-why = الرٹ کیوں آیا یا نہیں آیا
example-why = `/why PK-20241105-01`
help-why =
    __/why__ نمبر: کس سبسکرپشن سے، کن الفاظ سے، وہ کہاں ہیں؛ اور کیوں کچھ نہیں آیا

    کسی الرٹ کے جواب میں `/why`
    `/why PK-20241105-01` کسی بھی واقعے کے لیے
error-why-which = کون سا واقعہ؟ کسی الرٹ کے جواب میں `/why` لکھیں، یا اس کا نمبر دیں: `/why PK-20241105-01`
error-why-several = اس پیغام میں کئی واقعات ہیں۔ بتائیں کون سا، یعنی `/why` کے ساتھ ان میں سے ایک: { $ids }
why-told = اس چیٹ کو کیا بتایا گیا: { $id }
why-silent = اس چیٹ کو نہیں بتایا گیا: { $id }
why-line = { $at }: { $push } · { $state ->
    [sent] بھیجا گیا
    [ambiguous] بھیجا گیا، ٹیلی گرام نے تصدیق نہیں کی
    [dead] پہنچایا نہ جا سکا
    [cancelled] اب ضرورت نہیں رہی
   *[other] بھیجے جانے کا منتظر
    }{ $number ->
    [0] { "" }
   *[other] ، سبسکرپشن { $number } کی وجہ سے
    }
why-with-notes = { $line } ({ $notes })
why-push-new = نیا
why-push-update = تازہ معلومات
why-push-correction = تصحیح
why-push-withdrawn = واپسی
why-push-all-clear = خطرہ ختم
why-note-silent = خاموشی کے اوقات کی وجہ سے بغیر آواز
why-note-late = { $minutes } منٹ دیر سے
why-note-repeat = شاید دوبارہ
why-no-subscription = اس چیٹ کی کوئی سبسکرپشن نہیں۔ مثلاً: `/subscribe کراچی`
why-fits = ✓ { $number }. { $name }: یہ { $area } میں ہے، شدت { $severity } (حد { $lowest }){ $words ->
    [yes] ، اور الفاظ ملتے ہیں
   *[no] { "" }
    }
why-fits-circle = ✓ { $number }. { $name }: یہ اس کے اندر ہے، شدت { $severity } (حد { $lowest }){ $words ->
    [yes] ، اور الفاظ ملتے ہیں
   *[no] { "" }
    }
why-no-area = ✗ { $number }. { $name }: یہ کہیں اور ہوا
why-unlocated = ✗ { $number }. { $name }: اس کی جگہ پہچانی نہیں گئی؛ {"\u2068"}/settings{"\u2069"} سے ایسے واقعات بھی آ سکتے ہیں
why-below-severity = ✗ { $number }. { $name }: شدت { $severity } ہے، اور یہ سبسکرپشن { $lowest } سے بتائی جاتی ہے
why-words = ✗ { $number }. { $name }: جو مانگا گیا وہ سب اس میں نہیں
why-paused = ✗ { $number }. { $name }: رکی ہوئی ہے
why-muted = ✗ { $number }. { $name }: یہاں خاموش ہے، دیکھیے {"\u2068"}/mute{"\u2069"}
why-word = { $known ->
    [yes] “{ $word }” یہاں ہے: { $snippet } ({ $by })
   *[no] “{ $word }” معلوم باتوں میں ہے: { $snippet }
    }
why-word-people = “{ $word }” اسی قسم کے لوگ ہیں جو نشانہ بنے
why-before-start = یہ اس سے پہلے معلوم تھا کہ بوٹ نے وہ ماخذ پہلی بار پڑھا؛ ایسے واقعات فہرست میں آتے ہیں، کسی کو بتائے نہیں جاتے۔
why-retracted = اس چیٹ کو بتانے سے پہلے یہ واپس لے لیا گیا۔
why-earlier = یہ اس چیٹ کی پہلی سبسکرپشن سے پہلے معلوم تھا۔ اب جو بدلے گا وہ بتایا جائے گا۔

# میرے کام کا نہیں: کیوں؟
button-not-relevant = میرے کام کا نہیں
feedback-wrong-place = جگہ غلط ہے
feedback-no-incident = یہ واقعہ نہیں
feedback-old-news = پرانی خبر
feedback-duplicate = دو بار بتایا
feedback-back = ↩ کام کا ہے
toast-feedback = شکریہ۔ بوٹ چلانے والا دیکھتا ہے کہ کسی ماخذ کے بارے میں یہ کتنی بار کہا گیا، یہ نہیں کہ کس نے کہا۔
