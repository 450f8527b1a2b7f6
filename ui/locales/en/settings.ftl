# Settings.
settings-look = Appearance
settings-day = Day and time
settings-models = Models
settings-data = Data
settings-keys = Shortcuts
setting-theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
setting-density = Density
setting-density-about = Compact shows more rows on a screen.
density-comfortable = Comfortable
density-compact = Compact
setting-language = Language
setting-language-about = The pseudo-language shows which words cannot be translated yet.
language-en = English
language-de = Deutsch
language-es = Español
language-en-XA = Pseudo
setting-tray = Keep running in the tray
setting-tray-about = Closing the window keeps reminders and quick add at hand.
setting-cycle = Clock
cycle-24 = 15:00
cycle-12 = 3:00 pm
setting-week = A week begins on
setting-hours = Hours of the day
setting-hours-about = What the timeline shows.
hours-from = From
hours-to = to
hours-until = Until
hours-midnight = 24:00
setting-day-first = Day before month
setting-day-first-about = Reads 3/4 as the third of April.
setting-keys-about = Every key on one sheet.
setting-keys-show = Show
setting-quick-add = Quick add from anywhere
setting-quick-add-about = Works while Daymark is in the background. Leave it empty for none.
setting-history-about = Every change, who made it, and the way back.

models-none = No model is set up
models-none-text = Daymark answers by rules on this device. A model adds free talk and better steps; it is never needed.
model-add = Add a model
model-first = answers first
model-has-key = key kept safe
model-prefer = Ask first
model-test = Test
model-testing = Testing
model-took = ({ $milliseconds } ms)
model-offers = Offers { $models }
model-remove = Remove { $name } and its key
model-remove-short = Remove
model-kind = Kind
model-kind-openai = OpenAI-compatible
model-kind-scripted = Scripted demo
model-openai-about = Any server that speaks OpenAI's chat completions: Ollama, LM Studio, llama.cpp, or a service with a key.
model-scripted = scripted, for trying out
model-scripted-about = Always gives the same answers, on this device. Good for looking around.
model-name = Name
model-name-example = Ollama
model-url = Address
model-url-example = http://localhost:11434/v1
model-model = Model
model-model-example = smollm2:1.7b
model-key = Key
model-key-about = Goes to the keychain of this computer and nowhere else. Leave it empty where none is needed.
model-needs = It needs a name and an address.
model-save = Add
said-model-added = { $name } can answer now
said-model-removed = { $name } and its key are gone
local-only = Nothing leaves this device
local-only-about = Only models on this device are asked, whatever a conversation says.

import = Bring in a file
import-about = Tasks, notes and calendars from other programs: Todoist, TickTick, Taskwarrior, Super Productivity, Vikunja, Things, Markdown, Org, CSV, JSON or .ics. You see what it would bring before anything changes, and one undo takes it back.
import-choose = Choose a file
import-reading = Reading the file
import-too-large = The file is larger than 64 MB
import-do = { $count ->
    [0] Nothing to bring in
    [one] Bring in one
   *[other] Bring in { $count }
}
said-imported = { $count } brought in from { $name }
report-added = new
report-updated = changed
report-unchanged = already here
report-refused = left out
report-why = Why some are left out
report-line = line { $line }
report-more = and { $count } more
report-lost = What cannot be carried over
report-times = { $count } ×
sample = Sample data
sample-about = Takes away what came with the look around. Your own things stay.
sample-remove = Take away
sample-none = There is no sample data
said-sample-removed = The sample data is gone

about = About
about-folder = Data folder
about-key = Key
about-device = Device
about-zone = Time zone
about-version = Version { $version }

settings-keeping = Keeping
import-undone = The import is taken back. What you had before is as it was.

export = Take out a file
export-about = Your things as a file, for another program or to keep. Nothing is changed by it.
export-format = Format
export-only = Only tasks that match
export-only-example = area:home due<=friday
export-do = Export
export-making = Making the file
export-saved = { $name } is with your browser's downloads.
export-window = { $name } is ready. This window cannot write files: copy its text and keep it where you like, or run “daymark export” in a terminal.
export-copy = Copy the text
export-copied = Copied
export-not-copied = The clipboard did not take it. “daymark export” in a terminal writes the same file.
export-left-out = What the other program will not see
export-kind-task = { $count ->
    [one] one task
   *[other] { $count } tasks
}
export-kind-event = { $count ->
    [one] one event
   *[other] { $count } events
}
export-kind-note = { $count ->
    [one] one note
   *[other] { $count } notes
}
export-kind-area = { $count ->
    [one] one area
   *[other] { $count } areas
}
export-kind-goal = { $count ->
    [one] one goal
   *[other] { $count } goals
}
export-kind-other = { $count ->
    [one] one other thing
   *[other] { $count } other things
}
format-daymark = Daymark, everything
format-json = JSON
format-csv = CSV table
format-ics = Calendar file (.ics)
format-markdown = Markdown
format-org = Org
format-todoist = Todoist
format-ticktick = TickTick
format-taskwarrior = Taskwarrior
format-superproductivity = Super Productivity
format-vikunja = Vikunja
format-things = Things
