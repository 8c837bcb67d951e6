# What went wrong. Each says how to do it right.
error-empty = Tell me a place. For example: `/subscribe Karachi`, or `/subscribe Pakistan "Chinese nationals"`
error-text-long = That is too long: { $limit } characters at most. For example: `/subscribe Karachi`
error-areas = Too many places at once: { $limit } at most. Use several subscriptions.
error-place-unknown = I know no place called { $place }. Check the spelling, or name a larger place. For example: `/subscribe Karachi`
error-within-where = Around what? For example: `/subscribe within 50km of Karachi`
error-within-large = { $place } is too large for the centre of a circle: name a town. For example: `/subscribe within 50km of Karachi`
error-radius = A circle has from { $least } to { $most } km. For example: `/subscribe within 50km of Karachi`
error-expression-long = The words are too long: { $limit } characters at most.
error-expression-parts = Too many words at once: { $limit } at most. Use several subscriptions.
error-expression-deep = At character { $at } of the words (`{ $part }`): too deeply nested.
error-expression-missing = At character { $at } of the words (`{ $part }`): something is missing here. For example: `/subscribe Karachi: (shooting | bomb*) -cricket`
error-close-without-open = At character { $at } of the words (`{ $part }`): “)” without “(”. For example: `(shooting | bomb*) -cricket`
error-open-without-close = At character { $at } of the words (`{ $part }`): “(” is never closed. For example: `(shooting | bomb*) -cricket`
error-quote-open = At character { $at } of the words (`{ $part }`): the quote is never closed. For example: `"Chinese nationals"`
error-star = At character { $at } of the words (`{ $part }`): * stands at the end of a word, after two letters or more. For example: `bomb*`
error-word-empty = At character { $at } of the words: “{ $word }” has no letter to look for.
error-filter-unknown = At character { $at } of the words: there is no filter “{ $name }:”. Did you mean `{ $near }:`? After a place the colon is followed by a space, like `Karachi: shooting`
error-filter-below = { $name } says the lowest that counts. For example: `severity>=3`
error-filter-inside = { $name } stands by itself, outside of parentheses, | and -. For example: `Pakistan severity>=3 (shooting | bombing)`
error-within-filter = How far? For example: `/subscribe Karachi within:50km`
error-severity = “{ $value }” is no severity: it goes from 1 to 5. For example: `severity>=3`
error-certainty = “{ $value }” is no certainty: it goes from C0 (withdrawn) to C4 (confirmed). For example: `certainty>=C3`
error-target = Against whom? For example: `target:Chinese` or `target:police`
error-kind-unknown = There is no kind “{ $value }”. Near it: { $near }. For example: `kind:bombing`
error-nature-unknown = There is no nature “{ $value }”. Near it: { $near }. For example: `nature:targeted`
error-too-many = This chat has { $limit } subscriptions, and that is the most. Delete one first: `/unsubscribe`
error-twin = With that it would be the same as subscription { $number }.
error-subscription-gone = This subscription is no longer there. Nothing was changed. See /subscriptions
error-subscription-back = It is there already.
error-none-to-delete = This chat has no subscription. For example: `/subscribe Karachi`
error-no-such-subscription = There is no subscription { $what }. See `/subscriptions`
error-several = That name fits several: { $numbers }. Say the number, like `/unsubscribe 2`
error-latest-where = Which place? For example: `/latest Karachi`
error-incident-which = Which incident? Its id ends every alert. For example: `/incident PK-20241105-01`
error-incident-unknown = I know no incident { $id }. Its id ends every alert, like PK-20241105-01. For a place: /latest Karachi
error-mute = Mute what, and how long? For example: `/mute 8h`, `/mute all`, `/mute PK-20241105-01`, `/mute 3 2d`, `/mute off`
error-mute-length = From one minute to 30 days. For example: `/mute 8h` or `/mute 2d`
error-administrators = Only administrators of this chat can change what it hears.
error-channel-button = In a channel these buttons are for its administrators. You can ask me in a private chat.
error-button-old = This button is too old, or not yours. Please give the command again.
error-too-fast = That was fast: { $limit } commands a minute is the most here. Please wait a minute.
error-inside = Something went wrong, and nothing was changed. Please try again; if it stays so, tell whoever runs this bot.
error-after-change = It was saved, but something went wrong afterwards. See /subscriptions
