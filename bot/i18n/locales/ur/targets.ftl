# کس کو نقصان پہنچا: اکیلا، یا قومیت کے بعد۔
target-nationals = { $count ->
    [one] شہری
   *[other] شہری
}
target-foreigners = { $count ->
    [one] غیر ملکی
   *[other] غیر ملکی
}
target-workers = { $count ->
    [one] مزدور
   *[other] مزدور
}
target-engineers = { $count ->
    [one] انجینئر
   *[other] انجینئر
}
target-civilians = { $count ->
    [one] عام شہری
   *[other] عام شہری
}
target-police = { $count ->
    [one] پولیس اہلکار
   *[other] پولیس اہلکار
}
target-soldiers = { $count ->
    [one] فوجی
   *[other] فوجی
}
target-military = { $count ->
    [one] فوجی
   *[other] فوجی
}
target-security-forces = { $count ->
    [one] سکیورٹی اہلکار
   *[other] سکیورٹی اہلکار
}
target-aid-workers = { $count ->
    [one] امدادی کارکن
   *[other] امدادی کارکن
}
target-journalists = { $count ->
    [one] صحافی
   *[other] صحافی
}
target-diplomats = { $count ->
    [one] سفارت کار
   *[other] سفارت کار
}
target-officials = { $count ->
    [one] سرکاری اہلکار
   *[other] سرکاری اہلکار
}
target-politicians = { $count ->
    [one] سیاست دان
   *[other] سیاست دان
}
target-students = { $count ->
    [one] طالب علم
   *[other] طلبہ
}
target-children = { $count ->
    [one] بچہ
   *[other] بچے
}
target-women = { $count ->
    [one] خاتون
   *[other] خواتین
}
target-teachers = { $count ->
    [one] استاد
   *[other] اساتذہ
}
target-health-workers = { $count ->
    [one] طبی کارکن
   *[other] طبی کارکن
}
target-passengers = { $count ->
    [one] مسافر
   *[other] مسافر
}
target-tourists = { $count ->
    [one] سیاح
   *[other] سیاح
}
target-worshippers = { $count ->
    [one] نمازی
   *[other] نمازی
}
target-people = { $count ->
    [one] شخص
   *[other] افراد
}
target-family = { $count ->
    [one] خاندان کا فرد
   *[other] خاندان کے افراد
}
target-guards = { $count ->
    [one] محافظ
   *[other] محافظ
}
target-clergy = { $count ->
    [one] مذہبی رہنما
   *[other] مذہبی رہنما
}
target-protesters = { $count ->
    [one] احتجاجی
   *[other] احتجاجی
}
target-lawyers = { $count ->
    [one] وکیل
   *[other] وکلا
}
target-firefighters = { $count ->
    [one] امدادی اہلکار
   *[other] امدادی اہلکار
}
target-trade-unionists = { $count ->
    [one] مزدور رہنما
   *[other] مزدور رہنما
}
target-militants = { $count ->
    [one] جنگجو
   *[other] جنگجو
}
# قومیت کے ساتھ: nation-… صفت ہے، ورنہ ملک کا نام، یا صرف «غیر ملکی»۔
target-nation = { $nation } { $noun }
target-from = { $country } کے { $noun }
target-foreign = غیر ملکی { $noun }
