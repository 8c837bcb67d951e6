# 为什么收到警报，或没有收到。
menu-why = 为什么收到或没收到警报
example-why = `/why PK-20241105-01`
help-why =
    __/why__ 编号：因为哪个订阅、哪些词语、出现在哪里；以及为什么没有收到

    回复某条警报 `/why`
    `/why PK-20241105-01` 任何一起事件
error-why-which = 哪一起事件？请用 `/why` 回复一条警报，或写上编号：`/why PK-20241105-01`
error-why-several = 那条消息涉及几起事件。请指明一起，即 `/why` 加上其中一个编号：{ $ids }
why-told = { $id }：向本聊天通报的经过
why-silent = { $id }：未向本聊天通报
why-line = { $at }：{ $push } · { $state ->
    [sent] 已发送
    [ambiguous] 已发送，未获 Telegram 确认
    [dead] 未能送达
    [cancelled] 不再需要
   *[other] 等待发送
    }{ $number ->
    [0] { "" }
   *[other] ，因为订阅{ $number }
    }
why-with-notes = { $line }（{ $notes }）
why-push-new = 新事件
why-push-update = 更新
why-push-correction = 更正
why-push-withdrawn = 撤回
why-push-all-clear = 警报解除
why-note-silent = 因静音时段无提示音
why-note-late = 迟了{ $minutes }分钟
why-note-repeat = 可能重复
why-no-subscription = 本聊天没有订阅。例如：`/subscribe 卡拉奇`
why-fits = ✓ { $number }. { $name }：位于{ $area }，严重程度 { $severity }（从 { $lowest } 起）{ $words ->
    [yes] ，词语相符
   *[no] { "" }
    }
why-fits-circle = ✓ { $number }. { $name }：在此范围内，严重程度 { $severity }（从 { $lowest } 起）{ $words ->
    [yes] ，词语相符
   *[no] { "" }
    }
why-no-area = ✗ { $number }. { $name }：不在此地
why-unlocated = ✗ { $number }. { $name }：地点未能识别；可在 /settings 中接收此类事件
why-below-severity = ✗ { $number }. { $name }：严重程度 { $severity }，此订阅从 { $lowest } 起通报
why-words = ✗ { $number }. { $name }：所要求的词语没有全部出现
why-paused = ✗ { $number }. { $name }：已暂停
why-muted = ✗ { $number }. { $name }：已静音，见 /mute
why-word = { $known ->
    [yes] “{ $word }”出现在：{ $snippet }（{ $by }）
   *[no] “{ $word }”见于已知情况：{ $snippet }
    }
why-word-people = “{ $word }”与受害者属同一类人
why-before-start = 在本机器人首次读取该来源之前就已为人所知；此类事件只列出，不向任何人通报。
why-retracted = 在向本聊天通报之前就已撤回。
why-earlier = 在本聊天的第一个订阅之前就已为人所知。今后的变化会通报。

# 与我无关：为什么？
button-not-relevant = 与我无关
feedback-wrong-place = 地点不对
feedback-no-incident = 不是事件
feedback-old-news = 旧闻
feedback-duplicate = 重复通报
feedback-back = ↩ 还是有关
toast-feedback = 谢谢。运营者会看到某来源被如此评价的次数，但看不到是谁。
