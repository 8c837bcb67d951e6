### English. One file a language; every key exists in each of them with the same placeholders.

## Alerts (bot.rendering)

## Chat (handlers)
