# 出了什么问题。每一条都说明正确的写法。
error-empty = 请告诉我一个地点。例如：`/subscribe 卡拉奇`，或 `/subscribe 巴基斯坦 "Chinese nationals"`
error-text-long = 太长了：最多{ $limit }个字符。例如：`/subscribe 卡拉奇`
error-areas = 一次的地点太多：最多{ $limit }个。请分成几个订阅。
error-place-unknown = 我不认识名为 { $place } 的地方。请检查写法，或改用更大的地名。例如：`/subscribe 卡拉奇`
error-within-where = 以哪里为中心？例如：`/subscribe within 50km of Karachi`
error-within-large = { $place }太大，不能作为圆心：请写一个城镇。例如：`/subscribe within 50km of Karachi`
error-radius = 圆的半径为{ $least }到{ $most }公里。例如：`/subscribe within 50km of Karachi`
error-expression-long = 词语太长：最多{ $limit }个字符。
error-expression-parts = 一次的词语太多：最多{ $limit }个。请分成几个订阅。
error-expression-deep = 词语的第{ $at }个字符处（`{ $part }`）：嵌套太深。
error-expression-missing = 词语的第{ $at }个字符处（`{ $part }`）：这里缺了内容。例如：`/subscribe 卡拉奇: (shooting | bomb*) -cricket`
error-close-without-open = 词语的第{ $at }个字符处（`{ $part }`）：有“)”而没有“(”。例如：`(shooting | bomb*) -cricket`
error-open-without-close = 词语的第{ $at }个字符处（`{ $part }`）：“(”没有闭合。例如：`(shooting | bomb*) -cricket`
error-quote-open = 词语的第{ $at }个字符处（`{ $part }`）：引号没有闭合。例如：`"Chinese nationals"`
error-star = 词语的第{ $at }个字符处（`{ $part }`）：* 要放在词尾，前面至少两个字母。例如：`bomb*`
error-word-empty = 词语的第{ $at }个字符处：“{ $word }”中没有可查找的文字。
error-filter-unknown = 词语的第{ $at }个字符处：没有“{ $name }:”这个筛选条件。你是指 `{ $near }:` 吗？地名之后的冒号要接一个空格，如 `卡拉奇: shooting`
error-filter-below = { $name } 表示最低限度。例如：`severity>=3`
error-filter-inside = { $name } 要单独使用，不能放在括号、| 和 - 之中。例如：`巴基斯坦 severity>=3 (shooting | bombing)`
error-within-filter = 多远？例如：`/subscribe 卡拉奇 within:50km`
error-severity = “{ $value }”不是严重程度：范围为 1 到 5。例如：`severity>=3`
error-certainty = “{ $value }”不是可信程度：从 C0（已撤回）到 C4（已证实）。例如：`certainty>=C3`
error-target = 针对谁？例如：`target:Chinese` 或 `target:police`
error-kind-unknown = 没有“{ $value }”这个类型。相近的有：`{ $near }`。例如：`kind:bombing`
error-nature-unknown = 没有“{ $value }”这个性质。相近的有：`{ $near }`。例如：`nature:targeted`
error-too-many = 本聊天已有{ $limit }个订阅，达到上限。请先删除一个：`/unsubscribe`
error-twin = 这样会与订阅{ $number }相同。
error-subscription-gone = 这个订阅已不存在，未作任何更改。请见 /subscriptions
error-subscription-back = 它已经在了。
error-none-to-delete = 本聊天没有订阅。例如：`/subscribe 卡拉奇`
error-no-such-subscription = 没有订阅{ $what }。请见 `/subscriptions`
error-several = 符合这个名称的有几个：{ $numbers }。请写编号，如 `/unsubscribe 2`
error-latest-where = 哪个地点？例如：`/latest 卡拉奇`
error-incident-which = 哪一起事件？编号在每条警报的末尾。例如：`/incident PK-20241105-01`
error-incident-unknown = 没有编号为 { $id } 的事件。编号在每条警报的末尾，如 PK-20241105-01。查询地点请用：/latest 卡拉奇
error-mute = 对什么静音，多久？例如：`/mute 8h`、`/mute all`、`/mute PK-20241105-01`、`/mute 3 2d`、`/mute off`
error-mute-length = 从1分钟到30天。例如：`/mute 8h` 或 `/mute 2d`
error-administrators = 只有本聊天的管理员可以更改订阅内容。
error-channel-button = 在频道里，这些按钮仅供管理员使用。你可以在私聊中问我。
error-button-old = 这个按钮已过期，或不属于你。请重新输入命令。
error-too-fast = 太快了：这里每分钟最多{ $limit }个命令。请稍等一分钟。
error-inside = 出了问题，未作任何更改。请重试；如仍如此，请告诉运营者。
error-after-change = 已保存，但之后出了问题。请见 /subscriptions
