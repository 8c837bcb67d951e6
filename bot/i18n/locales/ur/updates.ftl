# The last line of a message that was changed without a sound.
edited-line = { $time } پر ترمیم: { $what }
edited-killed = ہلاک { $before } ← { $after }
edited-killed-first = ہلاک { $after }
edited-injured = زخمی { $before } ← { $after }
edited-injured-first = زخمی { $after }
edited-certainty = اب: { $certainty }
