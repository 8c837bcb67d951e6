# 多少人。
count-at-least = 至少{ $n }
count-up-to = 至多{ $n }
count-range = { $low }至{ $high }
count-best = { $best }（各报道为{ $range }）
counted-killed = { $n }人死亡
counted-injured = { $n }人受伤
counted-serious = { $n }人伤势严重
counted-missing = { $n }人失踪
counted-abducted = { $n }人被绑架
line-toll = { $toll }。
hit-killed = { $n }名{ $target }死亡
hit-injured = { $n }名{ $target }受伤
hit-missing = { $n }名{ $target }失踪
hit-abducted = { $n }名{ $target }被绑架
hit-among = 涉及{ $target }
hit-target = 目标为{ $target }
hit-threatened = 针对{ $target }
serious-of = { $serious ->
   *[other] { $injured }名伤者中有{ $serious }人伤势严重。
}
serious-told = 伤势严重：{ $n }人。
no-deaths = 无死亡报道。
attackers-killed = 袭击者另计：{ $n }人死亡。
