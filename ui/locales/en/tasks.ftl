# Tasks.
filter = Filter
filter-placeholder = Words, or due:friday area:home #phone
filter-clear = Clear the filter
filter-chips = Filters
chip-open = Open
chip-today = Today
chip-week = This week
chip-waiting = Waiting
chip-someday = Someday
chip-done = Done
tasks-count = { $count ->
    [one] One task
   *[other] { $count } tasks
}
tasks-more = The first { $shown } of { $all } tasks. A word in the filter finds the others.
tasks-empty = No tasks yet
tasks-empty-text = Everything you mean to do can be found here, whatever its day. Write the first one.
tasks-example = Return the library books on Friday
tasks-none = Nothing matches this filter
tasks-none-text = Take a word away, or look at all open tasks.
tasks-show-all = All open tasks
choosing = Choose
choosing-do = Do to all that is chosen
choosing-count = { $count } chosen
choosing-all = All
choosing-complete = Complete
choosing-reopen = Open again
choosing-move = Move
choosing-when = { $count ->
    [one] When for this task
   *[other] When for these { $count } tasks
}
said-completed-many = { $count ->
    [one] One task done
   *[other] { $count } tasks done
}
said-reopened-many = { $count ->
    [one] One task open again
   *[other] { $count } tasks open again
}
said-let-go-many = { $count ->
    [one] One task let go
   *[other] { $count } tasks let go
}
query-options = What could stand here
query-kind-field = field
query-kind-operator = comparison
query-kind-word = joins
filter-save = Save as filter
filter-change = Change filter
filter-saved = Saved filters
filter-name = Name
filter-name-example = Quick wins
filter-query = What it asks for
filter-pinned = Keep it in the sidebar
picked = chosen
layout = Show as
layout-list = List
layout-board = Board
layout-table = Table
board-by = Columns by
board-status = Status
board-priority = Priority
board-area = Area
board-due = Day
board-open = To do
board-started = Started
board-done = Done
board-no-area = No area
board-no-day = No day
board-week = In the week after
board-later = Later
board-none = Nothing here
board-said = { $title }: { $column }
board-hint = Arrows go from card to card, Shift with an arrow carries a card to the column beside.
column-done = Done
column-title = Task
column-area = Area
column-day = Day
column-deadline = Deadline
column-priority = Priority
column-estimate = Takes
column-tags = Tags
priority-word-high = High
priority-word-medium = Medium
priority-word-low = Low
priority-none = No priority
choosing-place = { $count ->
    [one] Where does this task belong
   *[other] Where do these { $count } tasks belong
}
choosing-tag = Tag
choosing-tag-for = { $count ->
    [one] Tags of this task
   *[other] Tags of these { $count } tasks
}
choosing-priority = Priority
choosing-priority-for = { $count ->
    [one] Priority of this task
   *[other] Priority of these { $count } tasks
}
choosing-end = Choose nothing
choosing-tag-add = add
choosing-tag-take = take away
choosing-tag-example = phone, waiting, errands
choosing-nothing = Nothing fits
said-changed-many = { $count ->
    [one] One task changed
   *[other] { $count } tasks changed
}
