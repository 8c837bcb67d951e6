# The last line of a message that was changed without a sound.
edited-line = { $time } 修改：{ $what }
edited-killed = 死亡 { $before } → { $after }
edited-killed-first = 死亡 { $after }
edited-injured = 受伤 { $before } → { $after }
edited-injured-first = 受伤 { $after }
edited-certainty = 现为：{ $certainty }
