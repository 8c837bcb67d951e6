# 某地或所分享位置的周边，以及站点。
menu-near = 你所在位置的周边
example-near = `/near`
help-near =
    __/near__ 给出你周边的选择：城市、省份、国家和圆形区域

    `/near` 请你分享位置，仅限私聊；位置只精确到约一公里，用后不保留
    `/near 卡拉奇` 某个城镇的周边
near-ask = 请用下面的按钮或回形针分享你的位置。位置只精确到约一公里，仅用于下一次回答，不保留。也可以写一个城镇：`/near 卡拉奇`
button-share-location = 📍 分享我的位置
near-offer = 位于 __{ $place }__ 或其附近。位置已取整，不保留。要关注哪里？
near-offer-place = __{ $place }__ 周边：要关注哪里？
near-offer-nowhere = 附近没有我认识的城镇。位置已取整，不保留。可以关注以此为中心的圆形区域：
button-circle = 周边 { $km } 公里
button-site = 设为我的站点（{ $km } 公里）
error-near-group = 在群组里，所有人都会看到你的位置，所以此功能仅限私聊。在这里请写一个城镇：/near 卡拉奇
error-near-large = { $place } 太大了，请写一个城镇。例如：`/near 卡拉奇`
error-point = 这不是坐标。纬度从 -90 到 90，经度从 -180 到 180。

menu-sites = 有名称的圆形区域，警报会写明距离
example-sites = `/sites 站点1: 24.86, 67.01 5km`
help-sites =
    __/sites__ 名称: 位置、半径。若事件的位置比城市更具体，警报会写明它与站点的距离

    `/sites` 本聊天的站点
    `/sites 24.86, 67.01` 半径 10 公里，命名为“站点1”
    `/sites 站点2: 瓜达尔 25km` 自定名称；请选一个外人看不出含义的名称
    `/sites 2 = 仓库` 给订阅 2 的站点改名
    `/near` 用你的位置，再点最后一个按钮
site-label = 站点{ $number }
sites-none = 本聊天没有站点。例如：`/sites 24.86, 67.01 5km`，或用 `/near` 再点最后一个按钮
sites-heading = 本聊天有{ $count }个站点
sites-line = { $number }. { $label }：周边 { $km } 公里
sites-how = 位置比城市更具体时，警报会写明距离。再加一个：`/sites 24.86, 67.01 5km`
error-site = “{ $what }”不是我认识的城镇。请写城镇或坐标：`/sites 站点1: 24.86, 67.01 5km`
error-site-label = 名称太长：最多{ $limit }个字符。例如：`/sites 站点1: 24.86, 67.01`
error-site-taken = 已有名为“{ $label }”的站点。请见 `/sites`
site-rename = __{ $label }__ 要改成什么名称？请选一个外人看不出含义的名称。在群组里：`/sites { $number } = 仓库`
error-no-site = 这不是本聊天的站点。请见 `/sites`
meaning-site = { $site }周边 { $km } 公里
alert-site = { $near ->
    [yes] 距{ $site }不到 1 公里
   *[no] 距{ $site }约 { $km } 公里
    }
alert-site-from = { $near ->
    [yes] { $site }距{ $place }中心不到 1 公里
   *[no] { $site }距{ $place }中心约 { $km } 公里
    }
area-point = { $place }境内某点周边 { $km } 公里
