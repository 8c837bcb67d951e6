# The last line of a message that was changed without a sound.
edited-line = edited { $time }: { $what }
edited-killed = killed { $before } → { $after }
edited-killed-first = killed { $after }
edited-injured = injured { $before } → { $after }
edited-injured-first = injured { $after }
edited-certainty = now: { $certainty }
