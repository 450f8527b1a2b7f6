# The frame of the app, and what every screen needs.
app-name = Daymark
skip-to-main = Skip to the screen
close = Close
open = Open
cancel = Cancel
save = Save
try-again = Try again
loading = Loading
toasts = Messages

nav = Places
nav-today = Today
nav-inbox = Inbox
nav-calendar = Calendar
nav-tasks = Tasks
nav-goals = Goals and areas
nav-notes = Notes
nav-assistant = Assistant
nav-search = Search
nav-history = History
nav-trash = Trash
nav-settings = Settings
nav-areas = Areas
nav-filters = Filters
nav-more = More places
nav-all = Menu
add-anything = Add anything
assistant = Assistant
open-tasks = { $count ->
    [one] { $count } open task
   *[other] { $count } open tasks
}

undo = Undo
redo = Redo
undone = Undone: { $label }
redone = Done again: { $label }
undo-nothing = There is nothing left to undo
redo-nothing = There is nothing to do again

away = Daymark is not answering just now. What you see is the last it said; it tries again by itself.
trouble-title = That did not work
trouble-not-found = This is not here any more
trouble-unavailable = Daymark is not answering
trouble-storage = The database cannot be used
trouble-away = Daymark is not answering
trouble-away-hint = Check that it still runs, then try again. Nothing you saved is lost.
trouble-unreadable = The answer to { $name } could not be read

trouble-file = The file { $name } could not be read as text

crash-title = Daymark stopped
crash-text = Something went wrong in what draws the screens. Everything you saved is safe. Open it again to go on; if it happens twice, the words below help to find out why.
crash-reload = Open again

# What was done, in toasts.
said-completed = Done: { $title }
said-reopened = Open again: { $title }
said-moved = Moved to { $day }: { $title }
said-moved-many = { $count } tasks moved to { $day }
said-day-taken = No day any more: { $title }
said-day-taken-many = { $count } tasks have no day any more
said-someday = Put aside for someday: { $title }
said-let-go = Let go: { $title }
said-skipped = Skipped this time: { $title }
said-filed = In { $place } now: { $title }
said-unfiled = In no area or goal now: { $title }
said-renamed = Renamed: { $title }
said-started = Started: { $title }
said-paused = Paused: { $title }
said-changed = Changed: { $title }
said-added = Added: { $title }
