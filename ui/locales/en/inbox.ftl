# The inbox.
inbox-count = { $count ->
    [one] One thing to decide
   *[other] { $count } things to decide
}
inbox-file = Area or goal
inbox-done = Done
inbox-rename = Rename
inbox-empty = Nothing waits to be decided
inbox-empty-text = What you add without a day or a place lands here first, such as “ask Ada about the rooms”. One key then decides what becomes of it.
