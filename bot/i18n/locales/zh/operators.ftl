# 面向运营者，以及面向所有人的来源状况通知。
menu-sources = 各来源的状况
menu-status = 来源、待发、延迟
op-sources-none = 未配置任何来源。
op-sources-heading = { $count }个来源；最近{ $days }天的反馈
op-sources-line = { $state ->
    [fine] ✓ { $name }
    [empty] ✓ { $name }（空）
    [never_polled] … { $name }：尚未读取
    [blocked] ✗ { $name }：被拒绝
    [unparseable] ✗ { $name }：无法解析
   *[failing] ✗ { $name }：失败
    }
op-sources-failing = { $reason }；{ $ever ->
    [yes] 上次正常 { $well }
   *[no] 从未正常
    }
op-sources-last-item = 最近一条 { $at }
op-sources-feedback = { $alerts }条警报，{ $complaints }条无关（{ $percent }%）{ $what ->
    [none] { "" }
   *[other] ：{ $what }
    }
op-status =
    __来源__：{ $total }个中{ $fine }个正常，最近一条 { $item }
    __警报__：待发{ $waiting }条，已发{ $sent }条，未能发出{ $ended }条
    __聊天__：{ $chats }个，共{ $subscriptions }个订阅
op-status-lag = __最早的待发警报__已等待 { $seconds } 秒

coverage-reduced = 来源减少：覆盖{ $places }的{ $total }个来源中，有{ $failing }个已连续数小时无法读取。警报可能迟到或缺失。
coverage-dark = 没有来源：覆盖{ $places }的全部{ $total }个来源已连续数小时无法读取。没有消息不等于安全。
coverage-better = 部分来源已恢复：覆盖{ $places }的{ $total }个来源中，{ $working }个已恢复，其余仍无法读取。警报可能迟到。
coverage-fine = 来源已恢复：覆盖你所关注地点的来源已有足够数量恢复正常。
daily-quiet = { $state ->
    [fine] 你关注的地点24小时内没有警报。全部{ $total }个来源正常。
   *[other] 你关注的地点24小时内没有警报。{ $total }个来源中{ $working }个正常。
    }
