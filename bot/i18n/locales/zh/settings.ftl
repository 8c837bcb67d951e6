# 静音时段。
menu-quiet = 不发出提示音的时段
example-quiet = `/quiet 22:00-07:00`
help-quiet =
    __/quiet__ 起止时间、时区、严重程度：此时段内警报不发出提示音，但一条也不会少

    `/quiet 22:00-07:00` 按你第一个地点的时区
    `/quiet 22:00-07:00 卡拉奇` 按卡拉奇时间
    `/quiet 22:00-07:00 severity>=4` 严重的仍会响铃
    `/quiet off` 昼夜都响铃
    `/quiet on` 恢复夜间规则
quiet-now = __静音时段__：{ $hours }
quiet-set = __静音时段已改为__：{ $hours }
quiet-hours = { $start } 至 { $end } { $zone }
quiet-hours-none = 无，昼夜都响铃
quiet-hours-no-zone = 暂无，本聊天的地点都没有确定的时区
quiet-breaks = 严重程度 { $n } 及以上仍会响铃。
quiet-breaks-night = 仍会响铃的：严重程度 { $n } 及以上的袭击、自然灾害或原因不明的事件。
quiet-default = 在你另行设置之前都按此执行。
quiet-rest = 其余警报不发出提示音，但一条也不会少。
quiet-how = 其他时段：`/quiet 22:00-07:00`
quiet-note = { $start } 至 { $end }（{ $zone }）{ $n ->
    [0] 只有严重的才响铃
   *[other] { $n } 级及以上才响铃
    }，其余无提示音：/quiet
button-quiet-from = { $n } 级起响铃
button-quiet-off = 总是响铃
button-night-too = 🔔 夜间也响铃
button-quiet-night = 夜间规则
error-quiet = 没看懂这个时段。例如：`/quiet 22:00-07:00`、`/quiet 22:00-07:00 卡拉奇 severity>=4` 或 `/quiet off`
error-quiet-zone = 没有“{ $zone }”这个时区。请写城市、时区名或时差：`/quiet 22:00-07:00 卡拉奇`、`/quiet 22:00-07:00 Asia/Karachi`、`/quiet 22:00-07:00 UTC+5`
error-quiet-no-zone = 按哪个时区？例如：`/quiet 22:00-07:00 卡拉奇`

# 全部设置。
menu-settings = 本聊天的设置
help-settings = __/settings__ 显示本聊天的设置，每一项都可用按钮更改：静音时段、最低严重程度、每日报平安、地点不明的事件。
settings =
    __本聊天的设置__

    语言：{ $lang }
    静音时段：{ $quiet }
    最低严重程度：{ $severity ->
        [0] 按各地点的惯例
       *[other] 所有地点均为 { $severity }
    }
    没有警报的日子也发一行：{ $daily ->
        [on] 是
       *[off] 否
    }
    地点不明的事件：{ $unplaced ->
        [on] 接收，未另设时从严重程度 4 起
       *[off] 不接收
    }
button-settings-language = 🌐 语言
button-settings-quiet = 静音时段
button-settings-severity = 最低严重程度
button-settings-daily = { $now ->
    [on] 没有警报的日子不发
   *[off] 没有警报的日子也发一行
    }
button-settings-unplaced = { $now ->
    [on] 不接收地点不明的事件
   *[off] 也接收地点不明的事件
    }
button-settings-from = { $n ->
    [0] 按惯例
    [1] 全部
   *[other] { $n } 级起
    }
settings-severity = __要接收哪些事件？__ 此项会更改本聊天的全部订阅以及今后的订阅。“按惯例”指城市从 2 起、国家从 3 起、地区或全世界从 4 起；事故、自然灾害和刑事案件各高一级。

# 带走数据，删除数据。
menu-export = 以文件导出你的订阅和事件
help-export = __/export__ 发送两个 CSV 文件：本聊天的订阅，以及曾向本聊天通报的事件。
export-subscriptions = { $count }个订阅
export-incidents = 曾向本聊天通报的{ $count }起事件
error-export-later = Telegram 要求稍后再发送文件。请过一分钟重试。
error-export-often = 每分钟最多导出{ $limit }次。请稍等一分钟。
menu-forget = 删除本聊天的一切数据
help-forget = __/forget__ 删除与本聊天有关的一切：订阅、站点、静音、设置，以及发送记录。删除前会再问一次。
forget-ask =
    __删除与本聊天有关的一切？__ { $count }个订阅、站点、静音、设置、反馈，以及发送记录。此操作无法撤销，之后也不再有警报。想留一份：`/export`

    运营者的备份中可能还会保留最多{ $days }天。本聊天里的消息请自行删除。
button-forget = 全部删除
button-forget-not = 全部保留
forget-not = 未删除任何内容。
forgotten = 与本聊天有关的一切都已删除。备份中可能还会保留最多{ $days }天。重新开始：`/start`
error-forget-old = 这个问题已过期：未删除任何内容。要重新询问：/forget
