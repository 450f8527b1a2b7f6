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
choosing-list = Tasks to choose
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
