# What the assistant answers by rules. Titles and the person's own words are quoted; a line in quotes
# inside an answer is a command that the rules of the language understand.

answer-no-handler = I do not know how to do that without a model.
answer-not-saved = This answer could not be saved. { $why }
answer-more = and { $count } more

# Adding
answer-added = Added '{ $title }'. { $facts }.
answer-added-inbox = Added '{ $title }'. It is in the inbox.
answer-fact-deadline = deadline { $day }
answer-goal-added = Added the goal '{ $title }'. Say 'break it down' for steps.
answer-goal-added-by = Added the goal '{ $title }' by { $day }. Say 'break it down' for steps.

# Finding the one thing that was meant
answer-nothing-called = I find nothing called '{ $words }'. What is it called?
answer-which = Which one do you mean?
answer-found = Found:
answer-found-nothing = I find nothing with '{ $words }'.
answer-found-row = { $title } ({ $kind })
thing-area = area
thing-goal = goal
thing-task = task
thing-event = event
thing-note = note
thing-other = thing

# Changing
answer-done = Done: '{ $title }'.
answer-done-next = Done: '{ $title }'. Next { $when }.
answer-open-again = Open again: '{ $title }'.
answer-open-again-next = Open again: '{ $title }'. Next { $when }.
answer-no-day = I do not understand '{ $words }' as a day.
answer-no-day-to-move = I do not understand '{ $words }' as a day. To when should it move?
answer-moved = Moved '{ $title }' to { $when }.
answer-nothing-to-move = Nothing needs to move.
answer-could-move = { $count ->
    [one] One thing
   *[other] { $count } things
 } could move to { $when }.
answer-could-move-fixed = { $count ->
    [one] One thing
   *[other] { $count } things
 } could move to { $when }. What is fixed stays.
answer-no-area = There is no area called '{ $name }'.
answer-refiled = '{ $title }' is in { $area } now.
answer-trashed = '{ $title }' is in the trash. 'Undo' brings it back.
answer-not-in-trash = Nothing called '{ $words }' is in the trash.
answer-restored = '{ $title }' is back.
answer-undone = Taken back: { $label }.
answer-redone = Done again: { $label }.
answer-nothing-undone = There is nothing to undo.
answer-nothing-redone = There is nothing to do again.

# The day
answer-day-free = { $day } is free.
answer-day-calendar = { $day } in the calendar:
answer-day-all-day = { $title } (all day)
answer-day-no-tasks = No tasks are planned.
answer-day-tasks = To do:
answer-day-planned = Planned { $planned } of { $free } free.
answer-day-waiting = { $count ->
    [one] One thing waits
   *[other] { $count } things wait
 } from before.
answer-day-begin = Begin with '{ $title }'. { $why }
answer-free-time = { $day } has { $free } free.
answer-that-is = That is { $day }.
answer-it-is = It is { $day }, { $time }.

# What now
answer-next = '{ $title }'. { $why }
answer-next-after = After that:
answer-next-nothing = Nothing is open. Rest, or add what is on your mind.
answer-why = '{ $title }' has { $points ->
    [one] one point
   *[other] { $points } points
 }:
answer-why-nothing = Nothing is open.

# Lists
answer-open = { $count ->
    [one] One thing open:
   *[other] { $count } things open:
 }
answer-open-none = Nothing is open.
answer-inbox = { $count ->
    [one] One thing in the inbox:
   *[other] { $count } things in the inbox:
 }
answer-inbox-none = The inbox is empty.
answer-due = { $count ->
    [one] One thing due { $day }:
   *[other] { $count } things due { $day }:
 }
answer-due-none = Nothing is due { $day }.
answer-due-by = { $count ->
    [one] One thing due by { $day }:
   *[other] { $count } things due by { $day }:
 }
answer-due-by-none = Nothing is due by { $day }.
answer-waiting = { $count ->
    [one] One thing waits from before:
   *[other] { $count } things wait from before:
 }
answer-waiting-none = Nothing waits from before.
answer-area = { $count ->
    [one] One thing in { $area }:
   *[other] { $count } things in { $area }:
 }
answer-area-none = Nothing is open in { $area }.
answer-tag = { $count ->
    [one] One thing with #{ $tag }:
   *[other] { $count } things with #{ $tag }:
 }
answer-tag-none = There is no area or tag called '{ $tag }'.
answer-left = { $count ->
    [one] One thing left of '{ $goal }':
   *[other] { $count } things left of '{ $goal }':
 }
answer-left-none = Nothing is left of '{ $goal }'.
answer-done-since = { $count ->
    [one] One thing done since { $day }:
   *[other] { $count } things done since { $day }:
 }
answer-done-since-none = Nothing is marked as done since { $day }.

# Goals and areas
answer-goals = Your goals:
answer-goals-none = There are no active goals. 'New goal: Run a 10k by June' makes one.
answer-goal-row = { $title } ({ $done } of { $all } steps done)
answer-goal-row-by = { $title } ({ $done } of { $all } steps done, by { $day })
answer-areas = Your areas:
answer-areas-none = There are no areas yet.
answer-area-row = { $name } ({ $count } open)
answer-break-what = What should I break down?
answer-broken-down = { $count } steps for '{ $title }'. The first takes { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
 }.
