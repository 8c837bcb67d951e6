# پہلی سطر۔ "foreign" (yes، no) بتاتا ہے کہ جگہ کا نام دوسری سمت میں لکھا جاتا ہے؛ تب سطر اردو لفظ سے شروع ہوتی ہے۔
first-frame = { $body }۔ { $date }
first-alone = { $body }۔
first-head = { $foreign ->
    [yes] بمقام { $place }: { $told }
   *[no] { $place }: { $told }
}
first-subject = { $foreign ->
    [yes] { $kind } بمقام { $place }
   *[no] { $place } { $kind }
}
first-at-site = { $head } ({ $site })
first-told = { $subject }: { $told }
first-gunman-at-large = مسلح شخص گرفتار نہیں
first-attacker-at-large = حملہ آور گرفتار نہیں
first-suspect-at-large = مشتبہ شخص گرفتار نہیں
first-fighting = لڑائی جاری ہے
first-second-device = دوسرے بم کی اطلاع
first-contained = صورت حال قابو میں
first-over = ختم ہو چکا
first-suspect-detained = مشتبہ شخص زیر حراست
first-suspect-dead = مشتبہ شخص مر چکا
first-custody-disputed = گرفتاری متنازع، مفرور ہی سمجھیں
first-danger-by = { $danger } ({ $who })
first-confirmed = { $role ->
    [police] پولیس کی تصدیق
    [hospital] ہسپتال کی تصدیق
    [military] فوج کی تصدیق
    [government] حکومت کی تصدیق
    [agency] ادارے کی تصدیق
    [rescue] امدادی ادارے کی تصدیق
    [embassy] سفارت خانے کی تصدیق
   *[other] سرکاری تصدیق
}
first-confirmed-kind = { first-confirmed }: { $kind }
first-on-record = { $who } کا باضابطہ بیان
first-confirmed-many = کئی ذرائع اور ایک سرکاری تصدیق
first-confirmed-official = باضابطہ سرکاری بیان
first-unconfirmed = غیر مصدقہ
first-one-source = اب تک صرف { $who }
first-several = { $count } خبر رساں ادارے، کوئی سرکاری بیان نہیں
first-rumour = افواہ، غیر مصدقہ
first-headline = خبر: “{ $title }” ({ $who })
first-expected = متوقع { $date }
first-reported = اطلاع { $date }
first-week = { $date } کے آس پاس
first-corrects = ہمارے { $time } کے الرٹ کی تصحیح
first-corrected = تصحیح۔
first-not-an-attack = حملہ نہیں تھا۔
first-now-an-attack = اب حملہ قرار دیا گیا۔
first-place-corrected = جگہ کی تصحیح، { $before } نہیں۔
first-toll-lowered = تعداد کم کی گئی۔
first-withdrawn = واپس لیا گیا: { $subject } (ہمارا { $time } کا الرٹ)۔ ذریعے نے خبر واپس لے لی۔ آگے نہ بھیجیں
first-withdrawn-short = واپس لیا گیا: { $subject }۔ ذریعے نے خبر واپس لے لی۔ آگے نہ بھیجیں
first-all-clear = خطرہ ختم
first-all-clear-by = خطرہ ختم ({ $who })
withdrawn-body = ہم نے جو بتایا وہ ایک خبر پر مبنی تھا جسے اس کے ناشر نے واپس لے لیا ہے۔ وہاں کچھ ہوا یا نہیں، معلوم نہیں۔
