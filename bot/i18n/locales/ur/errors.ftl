# کیا غلط ہوا۔ ہر ایک بتاتا ہے کہ ٹھیک کیسے ہو۔
error-empty = مجھے کوئی جگہ بتائیں۔ مثلاً: `/subscribe کراچی`، یا `/subscribe پاکستان "Chinese nationals"`
error-text-long = بہت لمبا ہے: زیادہ سے زیادہ { $limit } حروف۔ مثلاً: `/subscribe کراچی`
error-areas = ایک ساتھ بہت سی جگہیں: زیادہ سے زیادہ { $limit }۔ کئی سبسکرپشنز بنائیں۔
error-place-unknown = اس نام کی جگہ معلوم نہیں: { $place }۔ ہجے دیکھیں یا کسی بڑی جگہ کا نام دیں۔ مثلاً: `/subscribe کراچی`
error-within-where = کس کے گرد؟ مثلاً: `/subscribe within 50km of Karachi`
error-within-large = دائرے کے مرکز کے لیے یہ جگہ بہت بڑی ہے: { $place }۔ کسی قصبے کا نام دیں۔ مثلاً: `/subscribe within 50km of Karachi`
error-radius = دائرہ { $least } سے { $most } کلومیٹر تک ہو سکتا ہے۔ مثلاً: `/subscribe within 50km of Karachi`
error-expression-long = الفاظ بہت لمبے ہیں: زیادہ سے زیادہ { $limit } حروف۔
error-expression-parts = ایک ساتھ بہت سے الفاظ: زیادہ سے زیادہ { $limit }۔ کئی سبسکرپشنز بنائیں۔
error-expression-deep = الفاظ کے حرف { $at } پر (`{ $part }`): قوسین بہت گہرے ہیں۔
error-expression-missing = الفاظ کے حرف { $at } پر (`{ $part }`): یہاں کچھ کم ہے۔ مثلاً: `/subscribe کراچی: (shooting | bomb*) -cricket`
error-close-without-open = الفاظ کے حرف { $at } پر (`{ $part }`): `)` ہے مگر `(` نہیں۔ مثلاً: `(shooting | bomb*) -cricket`
error-open-without-close = الفاظ کے حرف { $at } پر (`{ $part }`): `(` بند نہیں ہوا۔ مثلاً: `(shooting | bomb*) -cricket`
error-quote-open = الفاظ کے حرف { $at } پر (`{ $part }`): واوین بند نہیں ہوئے۔ مثلاً: `"Chinese nationals"`
error-star = الفاظ کے حرف { $at } پر (`{ $part }`): ستارہ لفظ کے آخر میں، کم از کم دو حروف کے بعد آتا ہے۔ مثلاً: `bomb*`
error-word-empty = الفاظ کے حرف { $at } پر: “{ $word }” میں ڈھونڈنے کو کوئی حرف نہیں۔
error-filter-unknown = الفاظ کے حرف { $at } پر: ایسا کوئی فلٹر نہیں: `{ $name }:`۔ کیا آپ کی مراد `{ $near }:` ہے؟ جگہ کے بعد کولن کے ساتھ خالی جگہ آتی ہے، جیسے `کراچی: shooting`
error-filter-below = فلٹر { $name } سب سے کم حد بتاتا ہے۔ مثلاً: `severity>=3`
error-filter-inside = فلٹر { $name } اکیلا آتا ہے، قوسین اور `|` اور `-` سے باہر۔ مثلاً: `پاکستان severity>=3 (shooting | bombing)`
error-within-filter = کتنی دور؟ مثلاً: `/subscribe کراچی within:50km`
error-severity = یہ کوئی شدت نہیں: “{ $value }”۔ شدت 1 سے 5 تک ہے۔ مثلاً: `severity>=3`
error-certainty = یہ یقین کا درجہ نہیں: “{ $value }”۔ درجے `C0` (واپس لیا گیا) سے `C4` (مصدقہ) تک ہیں۔ مثلاً: `certainty>=C3`
error-target = کس کے خلاف؟ مثلاً: `target:Chinese` یا `target:police`
error-kind-unknown = ایسی کوئی قسم نہیں: “{ $value }”۔ قریب ترین: `{ $near }`۔ مثلاً: `kind:bombing`
error-nature-unknown = ایسی کوئی نوعیت نہیں: “{ $value }”۔ قریب ترین: `{ $near }`۔ مثلاً: `nature:targeted`
error-too-many = اس چیٹ کی { $limit } سبسکرپشنز ہیں اور یہی حد ہے۔ پہلے کوئی ایک مٹائیں: `/unsubscribe`
error-twin = یوں یہ سبسکرپشن { $number } جیسی ہو جائے گی۔
error-subscription-gone = یہ سبسکرپشن اب موجود نہیں۔ کچھ نہیں بدلا۔ دیکھیے /subscriptions
error-subscription-back = یہ پہلے ہی موجود ہے۔
error-none-to-delete = اس چیٹ کی کوئی سبسکرپشن نہیں۔ مثلاً: `/subscribe کراچی`
error-no-such-subscription = ایسی کوئی سبسکرپشن نہیں: { $what }۔ دیکھیے `/subscriptions`
error-several = یہ نام کئی پر آتا ہے: { $numbers }۔ نمبر بتائیں، جیسے `/unsubscribe 2`
error-latest-where = کون سی جگہ؟ مثلاً: `/latest کراچی`
error-incident-which = کون سا واقعہ؟ اس کا نمبر ہر الرٹ کے آخر میں ہوتا ہے۔ مثلاً: `/incident PK-20241105-01`
error-incident-unknown = اس نمبر کا کوئی واقعہ معلوم نہیں: { $id }۔ نمبر ہر الرٹ کے آخر میں ہوتا ہے، جیسے PK-20241105-01۔ جگہ کے لیے: /latest کراچی
error-mute = کیا خاموش ہو، کتنی دیر؟ مثلاً: `/mute 8h`، `/mute all`، `/mute PK-20241105-01`، `/mute 3 2d`، `/mute off`
error-mute-length = ایک منٹ سے 30 دن تک۔ مثلاً: `/mute 8h` یا `/mute 2d`
error-administrators = صرف اس چیٹ کے منتظم بدل سکتے ہیں کہ یہ کیا سنے۔
error-channel-button = چینل میں یہ بٹن صرف اس کے منتظمین کے لیے ہیں۔ آپ نجی چیٹ میں پوچھ سکتے ہیں۔
error-button-old = یہ بٹن بہت پرانا ہے یا آپ کا نہیں۔ کمانڈ دوبارہ دیں۔
error-too-fast = یہ بہت تیز تھا: یہاں ایک منٹ میں زیادہ سے زیادہ { $limit } کمانڈز۔ ایک منٹ انتظار کریں۔
error-inside = کچھ غلط ہوا اور کچھ نہیں بدلا۔ دوبارہ کوشش کریں؛ پھر بھی ہو تو بوٹ چلانے والے کو بتائیں۔
error-after-change = محفوظ ہو گیا، مگر اس کے بعد کچھ غلط ہوا۔ دیکھیے /subscriptions
