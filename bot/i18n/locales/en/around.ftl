# What lies around a place or a shared location, and sites.
menu-near = around where you are
example-near = `/near`
help-near =
    __/near__ offers what lies around you: the city, the province, the country, and circles

    `/near` asks for your location, in private chats only; it is rounded to about a kilometre, used and not kept
    `/near Karachi` around a town
near-ask = Share your location with the button below, or with the paperclip. It is rounded to about a kilometre, used for the next answer, and not kept. Or name a town: `/near Karachi`
button-share-location = 📍 Share my location
near-offer = That is in or near __{ $place }__. The location was rounded and is not kept. What shall I watch?
near-offer-place = Around __{ $place }__: what shall I watch?
near-offer-nowhere = No town that I know lies there. The location was rounded and is not kept. I can watch a circle about it:
button-circle = { $km } km around
button-site = As a site of mine ({ $km } km)
error-near-group = In a group everybody would see where you are, so this is for private chats. Here, name a town: /near Karachi
error-near-large = { $place } is too large for that: name a town. For example: `/near Karachi`
error-point = These are no coordinates. Latitude goes from -90 to 90, longitude from -180 to 180.

menu-sites = named circles; alerts say how far they are
example-sites = `/sites Site 1: 24.86, 67.01 5km`
help-sites =
    __/sites__ name: where, how wide. Alerts then say how far an incident is from the site, where more than its city is known.

    `/sites` the sites of this chat
    `/sites 24.86, 67.01` a circle of 10 km, named “Site 1”
    `/sites Site 2: Gwadar 25km` with a name of yours; choose one that tells a stranger nothing
    `/sites 2 = Depot` another name for the site that is subscription 2
    `/near` with your location, then the last button
site-label = Site { $number }
sites-none = This chat has no site. For example: `/sites 24.86, 67.01 5km`, or `/near` and the last button
sites-heading = { $count ->
    [one] { $count } site of this chat
   *[other] { $count } sites of this chat
    }
sites-line = { $number }. { $label }: { $km } km around
sites-how = Alerts say how far it is where more than the city is known. One more: `/sites 24.86, 67.01 5km`
error-site = “{ $what }” is no town that I know. Name one, or coordinates: `/sites Site 1: 24.86, 67.01 5km`
error-site-label = The name is too long: { $limit } characters at most. For example: `/sites Site 1: 24.86, 67.01`
error-site-taken = There is a site “{ $label }” already. See `/sites`
site-rename = Which name shall __{ $label }__ have? Choose one that tells a stranger nothing. In groups: `/sites { $number } = Depot`
error-no-site = That is no site of this chat. See `/sites`
meaning-site = { $km } km around { $site }
alert-site = { $near ->
    [yes] { $site }: less than 1 km away
   *[no] { $site }: about { $km } km away
    }
alert-site-from = { $near ->
    [yes] { $site }: less than 1 km from the middle of { $place }
   *[no] { $site }: about { $km } km from the middle of { $place }
    }
area-point = { $km } km around a point in { $place }
