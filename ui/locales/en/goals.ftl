# Goals.
goal = Goal
goals = Goals
goals-empty = What matters to you
goals-empty-text = Areas are the parts of your life, such as Health or Home. A goal is something you want to reach in one of them.
goals-finished = Show finished and archived goals
goals-no-area = In no area
active-goals = { $count ->
    [one] one goal
   *[other] { $count } goals
}
area-planned = { $time } in the coming week
steps-done = { $done } of { $all } done
percent = { $percent } %
balance = The coming week
balance-part = { $area } { $time }

area-add = New area
area-edit = Change area
area-name = Name
area-name-example = Health
area-colour = Colour
area-intention = What you want from it
area-intention-example = Feel at home in my body
area-gone = This area is not here any more
area-gone-text = It may be in the trash, from where it can be taken back.
area-empty = Nothing open here
area-empty-text = Everything in { $area } is done, or nothing was written down yet.
area-add-task = Add a task here

goal-add = New goal
goal-add-to = New goal in { $area }
goal-edit = Change goal
goal-edit-short = Change
goal-drop = Let go of this goal
goal-title = What you want to reach
goal-example = Run a 10k by June
goal-area = Area
goal-no-area = No area
goal-target = By when
goal-target-example = 12 March, or in 3 months
goal-notes = Notes
goal-notes-example = Why it matters, what it would look like
goal-by = by { $day }
goal-draft = Draft
goal-active = Active
goal-completed = Reached
goal-archived = Archived
goal-do-start = Start it
goal-do-reopen = Open again
goal-do-complete = Reached
goal-do-draft = Back to draft
goal-do-archive = Archive
said-goal = { $title }: { $status }
goal-tasks = Tasks
goal-add-task = Add a task
goal-first-task = What would be the first small step?
form-needs-name = It needs a name, of at least one letter.

break-down = Break it down
break-down-about = A model suggests steps. You choose which to keep; nothing is added before that.
break-down-about-rules = Steps that fit most goals. You choose which to keep; with a model they fit this one better.
granularity = How fine
granularity-1 = A few big steps
granularity-2 = Some steps
granularity-3 = A steady walk
granularity-4 = Small steps
granularity-5 = Very small steps
break-down-do = Suggest steps
break-down-busy = Thinking of steps

colour-tide = Tide
colour-leaf = Leaf
colour-clay = Clay
colour-rose = Rose
colour-plum = Plum
colour-olive = Olive
colour-sky = Sky
colour-moss = Moss
colour-amber = Amber
colour-brick = Brick
colour-slate = Slate
colour-iris = Iris
