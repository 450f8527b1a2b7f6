# A task: its row and its details.
task = Task
complete-task = Complete { $title }
reopen-task = Open { $title } again
by-day = by { $day }
priority-high = high
steps-of = { $done } of { $all }
repeats = repeats
row-after = { $others ->
    [0] after “{ $title }”
   *[other] after “{ $title }” and { $others } more
}
row-waiting = waiting for { $who }
row-checklist = checklist { $done } of { $all }
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
when-placeholder = A day, or “in 3 weeks”
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

task-field-start = Start
task-field-due = Due
task-deadline = Deadline
task-field-estimate = Takes
task-field-place = Belongs to
task-field-repeat = Repeats
task-field-priority = Priority
task-field-energy = Energy
task-field-tags = Tags
task-field-unset = none
task-field-change = { $name }: { $value }
weight-none = None
weight-low = Low
weight-medium = Medium
weight-high = High
tag-add = Add a tag
tag-remove = Remove the tag { $tag }
task-notes = Notes
task-notes-empty = Anything worth knowing. Markdown is kept as you write it.
task-steps = Steps
task-step-add = Add a step
task-history = { $count ->
    [one] One change
   *[other] { $count } changes
}
task-made = Added { $when }
task-in-trash = In the trash
task-restore = Take out again
task-said-restored = Out of the trash: { $title }
said-notes = Notes kept: { $title }
said-step-added = Step added: { $title }
estimate-for = How long does “{ $title }” take
estimate-placeholder = Minutes, or “1h 30”
estimate-nothing = That is not a duration yet. Try “40”, “1h” or “1h 30”.

repeat-for = How often does “{ $title }” repeat
repeat-placeholder = Every tuesday, or “every 3 days after done”
repeat-nothing = That is not a repeat yet. Try “every tuesday” or “every 2 weeks”.
repeat-none = Not at all
repeat-daily = Every day
repeat-weekdays = Every weekday
repeat-weekly = Every { $day }
repeat-fortnightly = Every second { $day }
repeat-monthly = Every month on day { $day }
repeat-yearly = Every year on { $day }
repeat-after-done = A week after it is done

attachments = Attachments
attach = Attach a file
attach-progress = { $name } is being attached
attach-stop = Stop attaching { $name }
attach-unreadable = “{ $name }” cannot be read.
said-attached = Attached: { $name }
said-attach-stopped = Not attached: { $name }
said-attachment-removed = Removed: { $name }
attachment-open = Look at { $name }
attachment-save = Save { $name }
attachment-remove = Remove { $name }
attachment-opens = Opening…
attachment-claims = in truth { $media }
size-bytes = { $count } B
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
attachment-remove-word = Remove
