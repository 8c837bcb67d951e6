# 打开的单个订阅。
subscription-title = 订阅{ $number }
subscription-paused = ⏸ 已暂停：恢复之前不会发送任何内容。
subscription-muted = 🔕 已静音，{ $ends ->
    [never] 直到你解除。
   *[time] 至 { $until }。
    }
button-severity = 严重程度……
button-words = 词语……
button-rename = ✎ 改名……
button-pause = ⏸ 暂停
button-go-on = ▶ 恢复
button-mute-hours = 🔕 { $hours }小时
button-end-mute = 🔔 解除静音
button-look-back = 最近{ $days }天
button-delete = ✕ 删除
button-list = 全部订阅
button-change = ⚙ 修改
severity-ask = 订阅{ $number }：从哪一级严重程度起？
button-from-severity = { $n } { $word }及以上
button-usual-severity = 按当地惯例：{ $n } 及以上
words-ask =
    订阅{ $number }：请输入新的词语。例如：

    `bomb* | blast` 两者之一，词尾不限
    `"Chinese nationals"` 相邻的几个词

    在群组或频道中：`/subscriptions { $number } bomb* | blast`
button-no-words = 不限词语：那里发生的都要

# 本来会发出什么。
preview-short = { $hours ->
    [0] 尚无存储的内容可供回顾。
   *[other] 目前只存储了{ $hours }小时的内容，不足以说明会发出什么。
}
preview-last = 最近一起：
preview-wider = { $by ->
    [severity] 若不限严重程度，则为{ $count }条。
   *[place] 若扩大到{ $place }，则为{ $count }条。
}
button-instead = 改为{ $place }
button-and-place = ➕ 加上{ $place }
