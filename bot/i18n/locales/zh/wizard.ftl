# 最初的几步，以及语言。
language-name = 中文
menu-language = 本聊天的语言
help-language =
    __/language__ 列出我会说的语言；警报也用所选语言发送。

    `/language` 用按钮选择
    `/language ur` 乌尔都语
language-ask = 在这里我该说哪种语言？
language-set = 现在起我在这里说中文，警报也用中文发送。
error-language = 这种语言我还不会。我会说：{ $names }。例如：`/language ur`

start-group =
    __Sitrep 为本聊天通报你们所关心之地的安全事件__：发生了什么、在哪里、谁说的、有多可靠，以及哪些还没有人说明。

    请管理员指定一个地点：
    `/subscribe 卡拉奇`

    或者先看看：
    `/latest 卡拉奇`

    运营者可以看到本聊天的编号、订阅的地点和词语，以及发送过的内容；不保存姓名、用户名或电话号码。
button-where-i-am = 📍 我所在的位置
button-another-place = ➕ 再加一个地点
wizard-place = 哪个地点？请输入名称：城市、省份或国家。
wizard-place-unknown = 没有找到名为 __{ $place }__ 的地点。请换一种写法，或写附近更大的地点，也可以分享你的位置：`/near`
wizard-what = __{ $place }__：要通报哪些事件？
button-what-usual = 重要的（严重程度 { $n }“{ $word }”及以上）
button-what-everything = 全部
button-what-serious = 只要较重的（严重程度 3 及以上）
button-what-kinds = 选择类型……
button-what-words = 自定词语……
wizard-kinds = __{ $place }__：哪些类型？点选所有需要的。
kinds-attacks = 袭击、枪击
kinds-bombs = 爆炸、空袭
kinds-abductions = 绑架
kinds-clashes = 冲突、搜查
kinds-unrest = 骚乱、抗议
kinds-disruption = 道路、机场、宵禁
kinds-threats = 威胁、预警
kinds-disasters = 事故、灾害
button-done = ✓ 完成
wizard-words =
    请输入要查找的词语。例如：

    `bomb* | blast` 两者之一，词尾不限
    `"Chinese nationals"` 相邻的几个词
    `shooting -wedding` 含前者而不含后者

# 测试警报。
button-test-alert = 🔔 测试警报
test-alert =
    __🟠 测试。示例镇（虚构地点）：枪击，无人受伤。什么都没有发生。__

    警报就是这样送达的：首行说明发生了什么、谁说的、有多可靠。手机响了吗？
button-rang = 响了
button-did-not-ring = 没响
test-rang = __测试通过。__警报来时就会这样响。
test-silent =
    __测试：没有声音。__请检查：

    1. Telegram 中的本聊天：点顶部名称，“通知”须为开启。
    2. 手机：允许 Telegram 通知，未静音，未开“勿扰”。安卓手机：不要对 Telegram 启用省电限制。
    3. 此处：`/quiet` 显示无声时段，`/mute` 显示已静音的内容。

    然后用上面的按钮或 `/subscriptions` 再试一次。
