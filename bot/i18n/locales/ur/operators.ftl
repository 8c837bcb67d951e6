# بوٹ چلانے والوں کے لیے، اور ماخذ کے بارے میں سب کو اطلاع۔
menu-sources = ہر ماخذ کا حال
menu-status = ماخذ، باقی الرٹ، تاخیر
op-sources-none = کوئی ماخذ مقرر نہیں۔
op-sources-heading = { $count } ماخذ؛ { $days } دن کے جوابات
op-sources-line = { $state ->
    [fine] ✓ { $name }
    [empty] ✓ { $name } (خالی)
    [never_polled] … { $name }: ابھی پڑھا نہیں گیا
    [blocked] ✗ { $name }: روک دیا گیا
    [unparseable] ✗ { $name }: پڑھا نہیں جا سکتا
   *[failing] ✗ { $name }: ناکام
    }
op-sources-failing = { $reason }؛ { $ever ->
    [yes] آخری بار ٹھیک { $well }
   *[no] کبھی ٹھیک نہیں رہا
    }
op-sources-last-item = آخری خبر { $at }
op-sources-feedback = { $alerts } الرٹ، { $complaints } کام کے نہیں ({ $percent }٪){ $what ->
    [none] { "" }
   *[other] : { $what }
    }
op-status =
    __ماخذ__: { $total } میں سے { $fine } ٹھیک، آخری خبر { $item }
    __الرٹ__: { $waiting } منتظر، { $sent } بھیجے گئے، { $ended } نہ پہنچے
    __چیٹ__: { $chats }، کل { $subscriptions } سبسکرپشنز
op-status-lag = __سب سے پرانا منتظر الرٹ__ { $seconds } سیکنڈ سے باقی ہے

coverage-reduced = ماخذ کم ہیں: { $places } کے { $total } میں سے { $failing } ماخذ کئی گھنٹوں سے نہیں چل رہے۔ الرٹ دیر سے آ سکتے ہیں یا رہ سکتے ہیں۔
coverage-dark = کوئی ماخذ نہیں: { $places } کے سب { $total } ماخذ کئی گھنٹوں سے نہیں چل رہے۔ خاموشی کو خیریت نہ سمجھیں۔
coverage-better = کچھ ماخذ واپس آ گئے: { $places } کے { $total } میں سے { $working } ماخذ پھر چل رہے ہیں، باقی اب بھی نہیں چل رہے۔ الرٹ دیر سے آ سکتے ہیں۔
coverage-fine = ماخذ واپس آ گئے: آپ کی جگہوں کے کافی ماخذ پھر چل رہے ہیں۔
daily-quiet = { $state ->
    [fine] آپ کی جگہوں کے لیے 24 گھنٹوں میں کوئی الرٹ نہیں آیا۔ سب { $total } ماخذ ٹھیک ہیں۔
   *[other] آپ کی جگہوں کے لیے 24 گھنٹوں میں کوئی الرٹ نہیں آیا۔ { $total } میں سے { $working } ماخذ ٹھیک ہیں۔
    }
