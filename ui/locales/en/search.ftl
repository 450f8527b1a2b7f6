# Search.
search-placeholder = Words of anything you wrote
search-begin = Find anything by its words
search-begin-text = Tasks, goals, notes, events and areas, done or not. Part of a word is enough.
search-example = letter
search-none = Nothing has these words
search-none-text = Fewer letters find more. What was let go is in the trash.
search-events = Events
search-similar = Nothing has just these words; these are close.
search-others = Others
search-count = { $count ->
    [one] One thing found
   *[other] { $count } things found
}
