"""From the outbox to a phone, and from a phone to the handlers. Here and in ``handlers`` lives all that knows
python-telegram-bot.

Promised: once an alert is committed it is told at least once, or its row ends visibly with a reason. A repeat
can only follow a crash or an answer that was lost; there are never more than were being sent, and each says
that it may be one. Telegram has no idempotency key, so no more than that can be true.

::

    sender       the worker: claim, compose, commit the intent, send, record
      intake     which rows are claimed and when to look again
      lanes      one queue a chat: the critical first, fair between chats     limits   Telegram's rates
      compose    rows -> one message, or one list                             breaker  when nothing is sent
      api        a message as the Bot API takes it      recorder   outcomes, many in one commit
    request      the HTTP layer: how far did a failed request get?            classify what an answer means
    wire, http1  HTTP/1.1 for what is sent              paced      answers to commands keep the limits, too
    application  python-telegram-bot over it            updates    the supervised long poll
    inbox        updates to the handlers, in order      webhook    updates that Telegram brings
    editor       edits, behind everything that is news  alarms     troubles to the administrators
    trouble      what is wrong, told once

It never decides who is owed what (``matching``), writes no words (``rendering``), and never marks anything as
told before Telegram answered. Limits, lanes and breaker are pure: the time comes in.
"""
