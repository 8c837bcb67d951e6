# منتظمین کو پروگرام کی اپنی حالت کے بارے میں اطلاع۔ $detail تکنیکی ہے اور انگریزی میں ہے۔
alarm-begins = 🚨 { $what }
alarm-over = ✅ { $what }
alarm-overdue = { $count ->
    [one] ایک الرٹ مقررہ وقت سے لیٹ ہے؛ یہ { $minutes } منٹ سے واجب ہے۔
   *[other] { $count } الرٹ مقررہ وقت سے لیٹ ہیں؛ سب سے پرانا { $minutes } منٹ سے واجب ہے۔
}
alarm-overdue-over = اب کوئی الرٹ مقررہ وقت سے لیٹ نہیں۔
alarm-spoiled = { $count ->
    [one] پچھلے چھ گھنٹوں کا ایک الرٹ پیغام نہ بن سکا اور بھیجا نہیں گیا۔ لاگ دیکھیں۔
   *[other] پچھلے چھ گھنٹوں کے { $count } الرٹ پیغام نہ بن سکے اور بھیجے نہیں گئے۔ لاگ دیکھیں۔
}
alarm-spoiled-over = چھ گھنٹوں سے ہر الرٹ کا پیغام ٹھیک بن رہا ہے۔
alarm-sender = بھیجنے والا حصہ نہیں چل رہا: کوئی الرٹ نہیں جا رہا۔
alarm-sender-over = بھیجنے والا حصہ دوبارہ چل رہا ہے۔
alarm-updates = احکام سنے نہیں جا رہے: { $detail }
alarm-updates-over = احکام دوبارہ سنے جا رہے ہیں۔
alarm-scheduler = { $detail } سے کسی ذریعے سے کچھ نہیں پوچھا گیا۔
alarm-scheduler-over = ذرائع سے دوبارہ پوچھا جا رہا ہے۔
alarm-database = ڈیٹا بیس: { $detail }
alarm-database-over = ڈیٹا بیس دوبارہ ٹھیک کام کر رہا ہے۔
alarm-telegram = الرٹ رکے ہوئے ہیں: { $detail }
alarm-telegram-over = الرٹ دوبارہ جا رہے ہیں۔
alarm-canary = آزمائشی الرٹ نہیں پہنچا: { $detail }
alarm-canary-over = آزمائشی الرٹ دوبارہ پہنچ رہے ہیں۔
alarm-faults = خود جانچ رک گئی: { $detail }۔ لاگ دیکھیں۔
alarm-faults-over = خود جانچ دوبارہ ٹھیک کام کر رہی ہے۔
canary = 🐤 { $time } کا آزمائشی الرٹ: آؤٹ باکس سے اس چیٹ تک کا راستہ ٹھیک ہے۔
