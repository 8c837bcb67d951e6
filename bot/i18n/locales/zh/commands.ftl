# `反引号` 之间的内容轻点即可复制，__双下划线__ 之间为粗体。
menu-subscribe = 订阅某地的事件
menu-latest = 查看某地最近7天的事件
menu-subscriptions = 本聊天的订阅
menu-unsubscribe = 取消订阅
menu-incident = 某一事件的全部已知情况
menu-mute = 暂时静音
menu-help = 命令与示例
menu-start = 关于本机器人

example-subscribe =
    `/subscribe 卡拉奇`
    `/subscribe 巴基斯坦 "Chinese nationals"`
example-latest = `/latest 卡拉奇`
example-unsubscribe = `/unsubscribe 2`
example-incident = `/incident PK-20241105-01`
example-mute = `/mute 8h`

start =
    __Sitrep 为你通报你所关心之地的安全事件__：发生了什么、在哪里、谁说的、有多可靠，以及哪些还没有人说明。

    哪个地点？请输入名称：城市、省份或国家。也可以一行写完：
    `/subscribe 卡拉奇`

    或者先看看：
    `/latest 卡拉奇`

    运营者可以看到本聊天的编号、订阅的地点和词语，以及发送过的内容；不保存姓名、用户名或电话号码。你发给机器人的内容 Telegram 可以读取：这类聊天没有端到端加密。
start-again = { $count ->
   *[other] 欢迎回来。本聊天有{ $count }个订阅，警报照常发送。
    }可查看 `/subscriptions`，其他请见 `/help`。
button-privacy = 别人能看到我的什么
privacy =
    __保存的内容__：本聊天的编号、类型和语言，设置、订阅、站点与静音，反馈，发送过哪些警报，以及按钮所代表的内容（两天）。圆形范围的中心只保留到约1公里。不保存姓名、用户名、电话号码或群名。

    __谁能看到__：运营者及其备份。日志中没有地点，也没有词语。

    __Telegram__ 可以读取与机器人往来的消息。如果不能让人知道你在关注什么，请不要在这里输入。

    `/forget` 删除以上全部内容。
added = 谢谢。现在管理员可以指定地点，警报会发到这里（在话题群中则发到给出命令的话题）：
    `/subscribe 卡拉奇`
added-again = { $count ->
   *[other] 我回来了：本聊天的{ $count }个订阅继续生效。
    }

help-heading = 可用的命令
help-foot = 查看单个命令的说明：`/help subscribe`。在群组和频道中，只有管理员可以更改订阅内容。
help-subscribe =
    __/subscribe__ 地点，词语

    `/subscribe 卡拉奇` 一座城市，含其各区
    `/subscribe 卡拉奇, 瓜达尔` 其中任一
    `/subscribe within 50km of Quetta` 一个圆形范围
    `/subscribe 巴基斯坦 BLA` 加一个词
    `/subscribe 巴基斯坦 "Chinese nationals"` 相邻的几个词
    `/subscribe 卡拉奇, 瓜达尔: (shooting | bomb*) -cricket` 空格表示“且”，| 表示“或”，- 表示“不含”，* 表示任意词尾
    `/subscribe 巴基斯坦 severity>=4` 只要严重的
    `/subscribe 巴基斯坦 kind:bombing` 另有 `nature:` `target:` `certainty>=`
    `/subscribe anywhere: "Chinese nationals"` 全世界

    词语只在事件本身中查找，从不查找背景内容。
help-subscriptions =
    __/subscriptions__ 编号，词语：本聊天的订阅；打开即可修改、暂停、静音、测试或删除。删除的可以恢复。

    `/subscriptions` 列表
    `/subscriptions 2` 第二个
    `/subscriptions 2 bomb* | blast` 改用其他词语
help-unsubscribe =
    __/unsubscribe__ 编号或名称

    `/unsubscribe` 用按钮选择
    `/unsubscribe 2` 第二个
    `/unsubscribe 卡拉奇` 按名称
    `/unsubscribe all` 全部
help-latest =
    __/latest__ 地点，词语：最近7天，仍在持续的在前，其次按时间从新到旧，不限严重程度

    `/latest 卡拉奇`
    `/latest 巴基斯坦 "Chinese nationals"`
    `/latest` 你所订阅的地点
help-incident =
    __/incident__ 编号：谁在何时说了什么、有何争议、来源

    `/incident PK-20241105-01`
help-mute =
    __/mute__ 对象，时长

    `/mute 8h` 全部，8小时
    `/mute all` 全部，直到你解除
    `/mute PK-20241105-01` 一起事件
    `/mute 3 2d` 第3个订阅，两天
    `/mute off` 解除静音

    已通报内容的更正和撤回仍会发送。

hint = 我能看懂命令和地名。例如：`/subscribe 卡拉奇` 或 `/latest 卡拉奇`。其他请见 `/help`
place-offer = { $what }：你想做什么？
button-subscribe-to = 订阅{ $what }
button-latest-of = 看看那里最近发生了什么
unknown-command = 没有 /{ $name } 这个命令。可用的命令：`/help`
unknown-command-near = 没有 /{ $name } 这个命令。你是指 `/{ $near }` 吗？
