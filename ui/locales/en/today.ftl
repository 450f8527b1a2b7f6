# Today.
today-free = { $time } free
today-planned = { $time } planned
today-coming = { $title } in { $time }
today-tasks = Today
today-open-of = { $open } of { $all } to do
today-no-tasks = No tasks for today. What is on your mind can be added with Q.
today-empty = A day with nothing in it yet
today-empty-text = Write down whatever is on your mind, dates and all. Daymark reads them.
today-example = Call the dentist tomorrow at 10
timeline = The day
all-day = All day
all-day-until = until { $day }
block-done = done
gap-until = { $time } until { $title }
gap-free = { $time } free
gap-rest = { $time } left of the day

next = Next
next-started = You are on it
next-start = Start
next-done = Done
next-smaller = Smaller
next-not-now = Not now
next-pause = Pause
next-none-left = Nothing else asks for you now.
next-again = Look at them again
said-not-now = Not now. Here is the next one.
smaller-ask = What would be a first step of ten minutes?
smaller-example = Open the folder and look
smaller-add = Add step
said-step = First step added: { $title }

waiting = { $count ->
    [one] One thing waits from before
   *[other] { $count } things wait from before
}
waiting-open = Look at them
waiting-close = Fold away
waiting-all-today = All to today
waiting-all-tomorrow = All to tomorrow

today-held = { $count ->
    [one] One thing cannot be done yet
   *[other] { $count } things cannot be done yet
}
