# Quick add.
add-placeholder = What is on your mind?
add-example-1 = Call Ada tomorrow 3pm for 20m
add-example-2 = Water plants every saturday #home
add-example-3 = Tax papers by friday !high
add-understood = Understood: { $said }
add-kind = What it is
add-add = Add
add-stay = add and keep open
kind-task = Task
kind-event = Event
kind-note = Note
kind-habit = Habit
chip-repeat-time = { $repeat }, { $time }
chip-reminder = Reminder { $time }
chip-reminder-before = Reminder { $time } before
chip-priority-high = High priority
chip-priority-medium = Medium priority
chip-priority-low = Low priority
chip-energy-high = Much energy
chip-energy-medium = Some energy
chip-energy-low = Little energy
chip-mute = “{ $words }” is just text
chip-mute-short = Just text
chip-muted = “{ $words }” is just text
chip-unmute = Read it again
said-added-to = Added to { $place }: { $title }
dump-title = Many thoughts
dump-ask = Make { $count } things of it?
dump-text = One thought a line
dump-example = buy stamps tomorrow
dump-read = What was understood
dump-none = Each line becomes a task, an event or a note.
dump-count = { $count ->
    [one] One thing
   *[other] { $count } things
}
dump-as-one = Keep as one
dump-add = { $count ->
    [one] Add one
   *[other] Add { $count }
}
said-dumped = { $count ->
    [one] One thing added
   *[other] { $count } things added
}
