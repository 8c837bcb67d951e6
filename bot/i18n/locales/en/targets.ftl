# Whom: after a nationality or alone.
target-nationals = { $count ->
    [one] national
   *[other] nationals
}
target-foreigners = { $count ->
    [one] foreigner
   *[other] foreigners
}
target-workers = { $count ->
    [one] worker
   *[other] workers
}
target-engineers = { $count ->
    [one] engineer
   *[other] engineers
}
target-civilians = { $count ->
    [one] civilian
   *[other] civilians
}
target-police = { $count ->
    [one] police officer
   *[other] police
}
target-soldiers = { $count ->
    [one] soldier
   *[other] soldiers
}
target-military = { $count ->
    [one] soldier
   *[other] soldiers
}
target-security-forces = { $count ->
    [one] member of the security forces
   *[other] security forces
}
target-aid-workers = { $count ->
    [one] aid worker
   *[other] aid workers
}
target-journalists = { $count ->
    [one] journalist
   *[other] journalists
}
target-diplomats = { $count ->
    [one] diplomat
   *[other] diplomats
}
target-officials = { $count ->
    [one] official
   *[other] officials
}
target-politicians = { $count ->
    [one] politician
   *[other] politicians
}
target-students = { $count ->
    [one] student
   *[other] students
}
target-children = { $count ->
    [one] child
   *[other] children
}
target-women = { $count ->
    [one] woman
   *[other] women
}
target-teachers = { $count ->
    [one] teacher
   *[other] teachers
}
target-health-workers = { $count ->
    [one] health worker
   *[other] health workers
}
target-passengers = { $count ->
    [one] passenger
   *[other] passengers
}
target-tourists = { $count ->
    [one] tourist
   *[other] tourists
}
target-worshippers = { $count ->
    [one] worshipper
   *[other] worshippers
}
target-people = { $count ->
    [one] person
   *[other] people
}
target-family = { $count ->
    [one] member of a family
   *[other] members of a family
}
target-guards = { $count ->
    [one] guard
   *[other] guards
}
target-clergy = { $count ->
    [one] cleric
   *[other] clerics
}
target-protesters = { $count ->
    [one] protester
   *[other] protesters
}
target-lawyers = { $count ->
    [one] lawyer
   *[other] lawyers
}
target-firefighters = { $count ->
    [one] rescue worker
   *[other] rescue workers
}
target-trade-unionists = { $count ->
    [one] trade unionist
   *[other] trade unionists
}
target-militants = { $count ->
    [one] fighter
   *[other] fighters
}
# With a nationality: as an adjective (nation-…), as a country's name, or just "foreign".
target-nation = { $nation } { $noun }
target-from = { $noun } from { $country }
target-foreign = foreign { $noun }
