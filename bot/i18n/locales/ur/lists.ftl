# فہرستیں۔
burst-heading = { $count ->
    [one] { $count } واقعہ، ایک فہرست میں
   *[other] { $count } واقعات، ایک فہرست میں
}
burst-late = تاخیر: ہمیں { $known } سے علم تھا، { $sent } کو بھیجا گیا۔
burst-part = { $heading } ({ $of } میں سے { $n })
latest-heading = { $count ->
    [one] { $place }، پچھلے 7 دن: { $count } واقعہ
   *[other] { $place }، پچھلے 7 دن: { $count } واقعات
}
latest-everywhere = ہر جگہ
latest-none = { $place }: 7 دن میں کوئی نہیں
latest-last = آخری واقعہ:
latest-unlocated = { $count ->
    [one] مزید { $count } واقعہ: جگہ پہچانی نہیں گئی۔
   *[other] مزید { $count } واقعات: جگہ پہچانی نہیں گئی۔
}
coverage = { $total } میں سے { $fine } ذرائع ٹھیک، آخری خبر { $moment }
coverage-nothing-yet = { $total } میں سے { $fine } ذرائع ٹھیک، ابھی کوئی خبر نہیں
coverage-no-sources = کوئی ذریعہ مقرر نہیں: یہاں خاموشی کا کوئی مطلب نہیں۔

# /incident
details-status = صورت حال: { $status }۔
status-incident-developing = ابتدائی مرحلہ
status-incident-active = جاری
status-incident-contained = قابو میں
status-incident-closed = 72 گھنٹے سے کوئی نئی خبر نہیں
status-incident-retracted = ذریعے نے واپس لے لیا
status-incident-merged = دوسرے واقعے میں ضم
details-merged = وہی واقعہ نکلا: { $id }۔
details-timeline = کس نے کیا کہا
details-sources = { $count ->
    [0] کوئی خبر نہیں
    [one] { $count } خبر
   *[other] { $count } خبریں
}
details-more = … اور { $count } مزید
details-certainty = یقین: { $certainty }
details-reached = ہمیں پہلی بار ملی { $first }
details-changed = آخری تبدیلی { $last } (اشاعت { $revision })
timeline = { $moment } · { $who }: { $what }
related = ↔ متعلقہ، بقول { $who }: { $what }

# سبسکرپشن کا مطلب۔
area-circle = { $place } کے گرد { $km } کلومیٹر
meaning-world = پوری دنیا
meaning-or = {" یا "}
meaning-and = {" اور "}
meaning-term = “{ $word }”
meaning-mentions = ذکر ہو { $words } کا
meaning-everything = ہر شدت
meaning-severity = { $n ->
    [5] شدت 5 ({ $word })
   *[other] شدت { $n } ({ $word }) اور اس سے اوپر
}
meaning-area-from = { $place } شدت { $n } سے
meaning-raised = حادثے، قدرتی واقعات اور جرائم شدت { $n } سے
meaning-raised-each = حادثے، قدرتی واقعات اور جرائم ایک درجہ اوپر سے
meaning-paused = عارضی بند
