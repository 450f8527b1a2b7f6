# Habits, routines, the journal, tracked time.

nav-habits = Habits
nav-journal = Journal
habits = Habits
habits-empty = Small things, done again
habits-empty-text = A walk, a page, a glass of water. Say how often; a day without it costs nothing.
habit-add = Add a habit
habit-edit = Change the habit
habit-name = Name
habit-name-example = Go for a walk
habit-times = How often
habit-per = In each
habit-every-day = day
habit-every-week = week
habit-every-month = month
habit-time = Time of day
habit-area = Area
habit-no-area = None
habit-amount = How much at a time
habit-unit = Of what
habit-unit-example = pages
habit-remind = Remind at that time
habit-pause = Pause
habit-resume = Go on
habit-check = { $title }, done today
habit-of = { $done } of { $target }
habit-grid = { $count ->
    [one] Done on one day of the last twelve weeks
   *[other] Done on { $count } days of the last twelve weeks
 }
said-unchecked = '{ $title }' is open again
said-habit-paused = '{ $title }' is paused

routines = Routines
routines-empty = Steps that belong together, one after another: a morning, an evening, a closing of the week.
routine-add = Add a routine
routine-name-example = Morning
routine-steps = Steps, one a line, with minutes
routine-steps-example =
    Stretch 5
    Make tea 10
routine-start = Start
routine-done = Done
routine-skip = Skip
routine-stop = End here
routine-left = { $time } left
routine-step-of = Step { $step } of { $all }
routine-then = Then: { $title }

journal-empty = Nothing written yet
journal-empty-text = A line is enough. What sessions of focus and routines leave behind comes here by itself.
journal-write = What is on your mind?
journal-mood = Mood
journal-energy = Energy
journal-level = { $name } { $n } of 5
journal-story = Session
said-written = Written down
said-entry-gone = The entry is in the trash

time-runs = The clock is running
time-track = Track time
time-stop = Stop
time-none = No time tracked
time-tracked = { $time } tracked
time-stretches = { $count ->
    [one] One stretch
   *[other] { $count } stretches
 }
time-remove = Remove this time
time-still = Still at '{ $title }'?
time-still-yes = Yes, go on
time-until-now = I stopped just now
time-until = I stopped at { $time }
said-clock-runs = The clock runs for '{ $title }'
said-stopped = Time for '{ $title }' is kept
said-time-removed = The time was removed
