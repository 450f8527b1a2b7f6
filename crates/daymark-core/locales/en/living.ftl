# Habits, routines, tracked time, the journal, reminders, feedback.

# How often.
habit-per-day = { $times ->
    [one] Every day
   *[other] { $times } times a day
 }
habit-per-week = { $times ->
    [one] Once a week
   *[other] { $times } times a week
 }
habit-per-month = { $times ->
    [one] Once a month
   *[other] { $times } times a month
 }

# How steadily. Never a streak, never a reproach.
habit-early = Just beginning
habit-nearly-always = Nearly always
habit-mostly = Most of the time
habit-often = Often
habit-sometimes = Now and then

story-from-to = { $minutes }, from { $from } to { $to }.
story-step-done = - [x] { $title } ({ $minutes })
story-step-skipped = - [ ] { $title }

time-decimal = .
time-as-planned = You usually take as long as you plan.
time-usually = You usually take { $times }× as long as you plan.
time-still-at-it = Still at it? { $title }
time-running-since = The clock has run since { $time }.

# What the steps of the history are called; see labels.ftl.
label-add-habit = Add the habit '{ $title }'
label-change-habit = Change the habit '{ $title }'
label-check-habit = Done: { $title }
label-uncheck-habit = Not done: { $title }
label-pause-habit = Pause '{ $title }'
label-resume-habit = Resume '{ $title }'
label-a-habit-added = Add a habit
label-a-habit-changed = Change a habit
label-a-habit-checked = Check a habit
label-a-habit-unchecked = Uncheck a habit
label-a-habit-paused = Pause a habit
label-a-habit-resumed = Resume a habit
label-add-routine = Add the routine '{ $title }'
label-change-routine = Change the routine '{ $title }'
label-a-routine-added = Add a routine
label-a-routine-changed = Change a routine
label-routine-started = Start a routine
label-routine-ran = Go on with a routine
label-routine-stopped = Stop '{ $title }'
label-step-done = Done: { $title }
label-step-skipped = Skip '{ $title }'
label-start-time = Start the clock for '{ $title }'
label-stop-time = Stop the clock for '{ $title }'
label-add-time = Write down time for '{ $title }'
label-change-time = Change the time of '{ $title }'
label-time-started = Start the clock
label-time-stopped = Stop the clock
label-time-added = Write down time
label-time-changed = Change tracked time
label-time-removed = Remove tracked time
label-add-entry = Journal of { $day }
label-change-entry = Change the journal of { $day }
label-an-entry-added = Add to the journal
label-an-entry-changed = Change the journal
label-set-reminders = Remind of '{ $title }'
label-reminders-set = Set reminders
label-feedback-added = Give feedback

error-no-habit = There is no such habit.
error-no-routine = There is no such routine.
error-no-entry = There is no such entry in the journal.
error-habit-days = A habit falls on days; give it a time of day instead of hours in its rule.
error-habit-times = A habit is meant for 1 to { $most } times.
error-habit-amount = An amount is more than nothing, such as 20 or 2.5.
error-habit-future = That day has not come yet.
error-habit-checks = A day holds at most { $most } checks of a habit.
error-pause-ends = The pause ends before it begins.
error-nag = Asking again goes from every minute to once a day (1440).
error-routine-steps = A routine has 1 to { $most } steps.
error-routine-not-running = The routine is not running; start it first.
error-step-link = A step can be linked to a habit or a task.
error-step-long = A step is at most a day long.
error-time-future = That moment has not come yet.
error-time-ends-early = The time ends before it begins.
error-time-long = At most 24 hours can be written down at once.
error-time-what = Time can be tracked for tasks, events, habits, routines, goals and projects.
error-time-when = Say when: from and to, or for how many minutes.
error-time-not-running = The clock is not running.
error-time-forgotten = The clock for '{ $title }' has run for { $hours ->
    [one] an hour
   *[other] { $hours } hours
 }. When did you stop?
error-time-forgotten-hint = Give the time it ended, such as 13:30, or 'now' if you were at it until now.
error-level = Mood and energy go from 1 to 5.
error-entry-empty = Write something, or say how you feel.
error-rating = A rating goes from 1 to 5.
error-feedback-empty = Say something about it first.
error-feedback-long = That is more metadata than feedback can hold.
error-no-reminders = Tasks, events, habits and routines can remind.
