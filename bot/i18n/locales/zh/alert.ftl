# 日期为 CLDR 格式：https://unicode.org/reports/tr35/tr35-dates.html
date-day = M月d日EEE
date-day-year = y年M月d日EEE
date-hour = HH:mm
date-moment = { $day } { $hour } { $zone }
date-and-hour = { $day } { $hour }

# 列举与分句之间的标点。
list-comma = 、
list-place = {" "}
# small：先小后大；large：先大后小。
place-order = large
list-clause = ，
list-semicolon = ；
list-sentence = {""}
list-colon = ：
quoted = “{ $text }”

mark-sample = 样例
mark-late = 迟报
note-sample = 样例数据：并非真实事件。
note-late = 迟报：本系统于 { $known } 获悉，{ $sent } 发出。
note-repeat = 可能重复：Telegram 未确认此前是否已送达。
note-wave = 属于一系列袭击：{ $id }。
before-start = 本机器人启动之前的事件

button-details = 详情
button-mute = 屏蔽此事件（更正除外）
button-copy = 复制
button-newer = ◀ 较新
button-older = 较早 ▶
copy-tail = 截至 { $moment } · { $certainty }
