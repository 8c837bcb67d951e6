# 来源、严重程度、可信程度。
sources-count = { $count ->
    [0] 无报道
   *[other] { $count }篇报道
}
sources-more = {" "}等另{ $count }家
source-state = （官方媒体）
source-quoted = { $publisher }：“{ $title }”
reached-us = { $moment } 收到
reached-us-last = { $moment } 收到，最近一篇 { $last }
severity-1 = 轻微
severity-2 = 一般
severity-3 = 较重
severity-4 = 严重
severity-5 = 极严重
severity-line = { $word } { $n }/5：{ $reasons }
reason-none = 未记录理由
certainty-c0 = 已由来源撤回
certainty-c1 = 传闻，未经证实
certainty-c2 = 有报道，但无具名官员或机构
certainty-c3 = 有官员或机构具名说明
certainty-c4 = 多家独立媒体及官方证实
