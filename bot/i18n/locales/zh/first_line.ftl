# 首行。“foreign”（yes、no）表示地名的书写方向与正文相反。
first-frame = { $body }。{ $date }
first-alone = { $body }。
first-head = { $foreign ->
   *[no] { $place }：{ $told }
}
first-subject = { $foreign ->
   *[no] { $place }{ $kind }
}
first-at-site = { $head }（{ $site }）
first-told = { $subject }：{ $told }
first-gunman-at-large = 枪手未落网
first-attacker-at-large = 袭击者未落网
first-suspect-at-large = 嫌疑人未落网
first-fighting = 交火仍在继续
first-second-device = 报称有第二枚爆炸装置
first-contained = 局势已受控
first-over = 已结束
first-suspect-detained = 嫌疑人已被拘
first-suspect-dead = 嫌疑人已死亡
first-custody-disputed = 是否落网说法不一，请视为在逃
first-danger-by = { $danger }（{ $who }）
first-confirmed = { $role ->
    [police] 警方证实
    [hospital] 医院证实
    [military] 军方证实
    [government] 政府证实
    [agency] 机构证实
    [rescue] 救援部门证实
    [embassy] 使馆证实
   *[other] 官方证实
}
first-confirmed-kind = { first-confirmed }{ $kind }
first-on-record = { $who }具名表态
first-confirmed-many = 多家来源及官方
first-confirmed-official = 官方具名
first-unconfirmed = 未经证实
first-one-source = 目前仅 { $who }
first-several = { $count }家媒体报道，无官方消息
first-rumour = 传闻，未经证实
first-headline = “{ $title }”（{ $who }）
first-expected = 预计{ $date }
first-reported = { $date }报道
first-week = { $date }前后一周
first-corrects = 更正我们 { $time } 的警报
first-corrected = 更正。
first-not-an-attack = 并非袭击。
first-now-an-attack = 现称为袭击。
first-place-corrected = 地点更正，并非{ $before }。
first-toll-lowered = 伤亡数字下调。
first-withdrawn = 撤回：{ $subject }（我们 { $time } 的警报）。来源已撤稿，请勿转发
first-withdrawn-short = 撤回：{ $subject }。来源已撤稿，请勿转发
first-all-clear = 警报解除
first-all-clear-by = 警报解除（{ $who }）
withdrawn-body = 我们所报内容依据的报道已被其发布者撤回。当地是否发生过什么，目前不得而知。
