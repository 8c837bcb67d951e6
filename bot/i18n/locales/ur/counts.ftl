# کتنے لوگ۔
count-at-least = کم از کم { $n }
count-up-to = زیادہ سے زیادہ { $n }
count-range = { $low } تا { $high }
count-best = { $best } (خبروں میں { $range })
counted-killed = { $n } جاں بحق
counted-injured = { $n } زخمی
counted-serious = { $n } کی حالت تشویش ناک
counted-missing = { $n } لاپتا
counted-abducted = { $n } اغوا
line-toll = { $toll }۔
hit-killed = { $n } { $target } جاں بحق
hit-injured = { $n } { $target } زخمی
hit-missing = { $n } { $target } لاپتا
hit-abducted = { $n } { $target } اغوا
hit-among = متاثرین: { $target }
hit-target = نشانہ: { $target }
hit-threatened = { $target } کے خلاف
serious-of = { $serious ->
   *[other] { $injured } زخمیوں میں سے { $serious } کی حالت تشویش ناک ہے۔
}
serious-told = حالت تشویش ناک: { $n }۔
no-deaths = کسی کے مرنے کی اطلاع نہیں۔
attackers-killed = حملہ آور الگ شمار: { $n } مارے گئے۔
