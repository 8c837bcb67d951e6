# 谁受到伤害：单独使用，或接在国籍之后。
target-nationals = { $count ->
   *[other] 公民
}
target-foreigners = { $count ->
   *[other] 外国人
}
target-workers = { $count ->
   *[other] 工人
}
target-engineers = { $count ->
   *[other] 工程师
}
target-civilians = { $count ->
   *[other] 平民
}
target-police = { $count ->
   *[other] 警察
}
target-soldiers = { $count ->
   *[other] 士兵
}
target-military = { $count ->
   *[other] 军人
}
target-security-forces = { $count ->
   *[other] 安全部队人员
}
target-aid-workers = { $count ->
   *[other] 援助人员
}
target-journalists = { $count ->
   *[other] 记者
}
target-diplomats = { $count ->
   *[other] 外交人员
}
target-officials = { $count ->
   *[other] 官员
}
target-politicians = { $count ->
   *[other] 政界人士
}
target-students = { $count ->
   *[other] 学生
}
target-children = { $count ->
   *[other] 儿童
}
target-women = { $count ->
   *[other] 女性
}
target-teachers = { $count ->
   *[other] 教师
}
target-health-workers = { $count ->
   *[other] 医护人员
}
target-passengers = { $count ->
   *[other] 乘客
}
target-tourists = { $count ->
   *[other] 游客
}
target-worshippers = { $count ->
   *[other] 礼拜者
}
target-people = { $count ->
   *[other] 人
}
target-family = { $count ->
   *[other] 家庭成员
}
target-guards = { $count ->
   *[other] 保安
}
target-clergy = { $count ->
   *[other] 神职人员
}
target-protesters = { $count ->
   *[other] 抗议者
}
target-lawyers = { $count ->
   *[other] 律师
}
target-firefighters = { $count ->
   *[other] 救援人员
}
target-trade-unionists = { $count ->
   *[other] 工会人士
}
target-militants = { $count ->
   *[other] 武装人员
}
# 与国籍连用：nation-… 为国籍词，否则用国名，或只说“外国”。
target-nation = { $nation }{ $noun }
target-from = { $country }{ $noun }
target-foreign = 外国{ $noun }
