# A task: its row and its details.
task = Task
complete-task = Complete { $title }
reopen-task = Open { $title } again
by-day = by { $day }
priority-high = high
steps-of = { $done } of { $all }
repeats = repeats
started = Started
title-field = Title

act-today = Today
act-tomorrow = Tomorrow
act-later = Later
act-file = Area
act-someday = Someday
act-drop = Let go
act-on = { $act }: { $title }

when-for = When for “{ $title }”
when-placeholder = A day, such as “friday” or “in 3 weeks”
when-weekend = This weekend
when-next-week = Next week
when-two-weeks = In two weeks
when-month = In a month
when-none = No day
when-not-understood = That is not a day yet. Try “friday”, “12 dec” or “in 3 weeks”.
file-for = Where does “{ $title }” belong
file-placeholder = A few letters of an area or goal
file-nowhere = Nowhere
file-nothing = No area or goal has these letters
