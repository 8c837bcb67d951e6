# 列表。
burst-heading = { $count ->
   *[other] { $count }起事件，合为一份清单
}
burst-late = 迟报：本系统自 { $known } 起获悉，{ $sent } 发出。
burst-part = { $heading }（{ $n }/{ $of }）
latest-heading = { $count ->
   *[other] { $place }，最近7天：{ $count }起事件
}
latest-everywhere = 全部地区
latest-none = { $place }：7天内无事件
latest-last = 最近一起：
latest-unlocated = { $count ->
   *[other] 另有{ $count }起事件，地点未能识别。
}
coverage = { $total }个来源中{ $fine }个正常，最新一条 { $moment }
coverage-nothing-yet = { $total }个来源中{ $fine }个正常，尚无内容
coverage-no-sources = 未配置来源：没有消息不代表平安。

# /incident
details-status = 状态：{ $status }。
status-incident-developing = 仍在发展
status-incident-active = 持续中
status-incident-contained = 已受控
status-incident-closed = 72小时无新报道
status-incident-retracted = 已由来源撤回
status-incident-merged = 已并入另一事件
details-merged = 经查与 { $id } 为同一事件。
details-timeline = 谁说了什么
details-sources = { $count ->
    [0] 无报道
   *[other] { $count }篇报道
}
details-more = ……另有{ $count }条
details-certainty = 可信程度：{ $certainty }
details-reached = 首次收到：{ $first }
details-changed = 最近变动：{ $last }（第{ $revision }版）
timeline = { $moment } · { $who }：{ $what }
related = ↔ 相关（{ $who } 称）：{ $what }

# 订阅的含义。
area-circle = { $place }周边{ $km }公里
meaning-world = 全世界
meaning-or = {" 或 "}
meaning-and = {" 且 "}
meaning-term = “{ $word }”
meaning-mentions = 提及{ $words }
meaning-everything = 所有严重程度
meaning-severity = { $n ->
    [5] 严重程度 5（{ $word }）
   *[other] 严重程度 { $n }（{ $word }）及以上
}
meaning-area-from = { $place }从 { $n } 起
meaning-raised = 事故、自然事件和刑事犯罪从 { $n } 起
meaning-raised-each = 事故、自然事件和刑事犯罪各高一级
meaning-paused = 已暂停
