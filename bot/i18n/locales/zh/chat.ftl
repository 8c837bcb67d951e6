# 地点，以及反问。
place-world = 全世界
place-region = 地区
place-country = 国家
place-admin1 = 省
place-admin2 = 县区
place-city = 城市
place-district = 城区
ask-which = 你指的是哪一个 { $asked }？
ask-place-or-word = { $asked }：是要查找的词，还是地名？
ask-unknown = 我不认识名为 { $asked } 的地方。你是指：
ask-unknown-alone = 我不认识名为 { $asked } 的地方。请检查写法后重试，例如 `/subscribe 卡拉奇`。还是说，这是要在全世界查找的词？
ask-inside-or-both = { $asked }：是同一个地方，还是各自分开？
ask-order = 先写地点，再写词语。你是指：
choice-word = 词语“{ $word }”
choice-each = 每一个，及其所含各地

subscribe-saved = 已保存为订阅{ $number }
subscribe-changed = 订阅{ $number }已更改
subscribe-already = 你已经有了：订阅{ $number }
subscribe-next = 看看那里最近发生了什么：`/latest`
subscribe-all-or-any = 现在要这些词__全部__出现才会发警报。出现__任一个__就够了吗？
preview = { $count ->
    [0] 按此订阅，最近{ $days }天不会发出任何警报。
   *[other] 按此订阅，最近{ $days }天会发出{ $more ->
        [yes] 至少{ $count }条警报。
       *[no] { $count }条警报。
    }
    }
button-any-word = 任一个词即可
button-people = 所有{ $nation }人员
button-all-words = 须包含全部词语
button-everything = 全部（严重程度 1 及以上）
button-default = 恢复为严重程度 { $n } 及以上
button-undo = ✕ 删除：{ $what }
button-bring-back = ↩ 恢复
button-previous = ◀ 返回
button-next = 更多 ▶
subscriptions-heading = { $count ->
   *[other] 本聊天有{ $count }个订阅
    }
subscriptions-none = 本聊天没有订阅。例如：`/subscribe 卡拉奇`
subscriptions-other-topic = 在另一话题中
unsubscribe-which = 要取消哪一个？
unsubscribed = 已删除：{ $number }. { $what }
subscription-back = 已恢复：{ $what }

latest-unlocated-label = 地点未能识别
button-unlocated = 显示地点未能识别的事件

mute-nothing = 这里没有任何静音。要静音多久？也可以直接说：`/mute 8h`、`/mute PK-20241105-01`、`/mute 3 2d`
mute-heading = 此处已静音
mute-all = 全部
mute-subscription = 订阅{ $number }
mute-line = { $what }：{ $ends ->
    [never] 直到你解除
   *[time] 至 { $until }
    }
button-mute-for = { $hours }小时
button-mute-off = 解除
button-unmute = 已屏蔽。恢复通报
muted-all = 已静音：全部，{ $ends ->
    [never] 直到你解除。
   *[time] 至 { $until }。
    }已通报内容的更正和撤回仍会发送。期间发生的事件之后不会补发，请见 `/latest`。
muted-incident = 已屏蔽：{ $id }，{ $ends ->
    [never] 直到你解除。
   *[time] 至 { $until }。
    }更正、撤回和警报解除仍会发送。
muted-subscription = 已静音：订阅{ $number }，{ $ends ->
    [never] 直到你解除。
   *[time] 至 { $until }。
    }已通报内容的更正和撤回仍会发送。
mute-off = 此处的静音已全部解除。
mute-off-nothing = 此处没有静音。
toast-muted = 已屏蔽：{ $id }。更正、撤回和警报解除仍会发送。
toast-unmuted = 将继续通报 { $id }。

# 用文字说明表达式。
words-word = “{ $word }”
words-prefix = 以“{ $word }”开头的词
words-not = 不含{ $what }
words-and = {" 且 "}
words-or = {" 或 "}
words-kind = 类型为{ $value }
words-nature = 性质为{ $value }
words-certainty = 可信程度至少 { $value }
words-severity = 严重程度 { $value } 及以上
words-target = 针对“{ $value }”
words-people = 针对{ $nation }人员
words-within = { $value } 公里以内
words-mentions = { $words }
