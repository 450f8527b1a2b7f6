# Why this task comes next. A reason begins a sentence or follows "and"; its first letter is made a capital.

why-nothing = Nothing presses; this one has waited longest.
pace-on-track = On track: { $percent } % done, { $passed } % of the time gone.
pace-at-risk = At risk: { $percent } % done, { $passed } % of the time gone.
pace-behind = Behind: { $percent } % done, { $passed } % of the time gone.
pace-late = Behind: the target day has passed, { $percent } % done.
pace-no-steps = No steps yet, { $passed } % of the time gone.
why-one = { $one }.
why-two = { $one }, and { $two }.

reason-deadline-passed = its deadline has passed
reason-deadline-today = its deadline is today
reason-deadline-in = its deadline is in { $days ->
    [one] 1 day
   *[other] { $days } days
 }
reason-waited = it has waited { $days ->
    [one] 1 day
   *[other] { $days } days
 }
reason-due-today = it is due today
reason-due-in = it is due in { $days ->
    [one] 1 day
   *[other] { $days } days
 }
reason-planned-earlier = you planned it for an earlier day
reason-planned-today = you planned it for today
reason-important = you marked it as important
reason-started = you have already started it
reason-short = it takes only { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
 }
reason-fits = it fits into the { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
 } before the next thing
reason-energy = it fits the energy you have
reason-age = it has been there for { $days ->
    [one] 1 day
   *[other] { $days } days
 }

# What gives a task its points.
factor-deadline = deadline
factor-due = due
factor-planned = planned
factor-priority = priority
factor-started = started
factor-short = short
factor-fits-before = fits before
factor-energy = energy
factor-age = age
factor-someday = someday
