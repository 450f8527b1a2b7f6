# What the steps of the history are called. They are stored by key and said when they are read: a
# key may be added, but never leave and never change its arguments.

label-add = Add '{ $title }'
label-add-area = Add the area '{ $title }'
label-add-event = Add the event '{ $title }'
label-add-goal = Add the goal '{ $title }'
label-add-project = Add the project '{ $title }'
label-add-section = Add the section '{ $title }'
label-add-note = Add the note '{ $title }'
label-change = Change '{ $title }'
label-change-area = Change the area '{ $title }'
label-change-event = Change the event '{ $title }'
label-change-goal = Change the goal '{ $title }'
label-change-project = Change the project '{ $title }'
label-change-section = Change the section '{ $title }'
label-change-note = Change the note '{ $title }'
label-change-setting = Change the setting '{ $name }'
label-skip = Skip '{ $title }'
label-skip-many = Skip { $count } things
label-complete = Complete '{ $title }'
label-complete-many = Complete { $count } things
label-reopen = Reopen '{ $title }'
label-reopen-many = Reopen { $count } things
label-move = Move '{ $title }'
label-move-many = Move { $count } things
label-trash = Put in the trash '{ $title }'
label-trash-many = Put in the trash { $count } things
label-restore = Restore '{ $title }'
label-restore-many = Restore { $count } things
label-snooze = Snooze '{ $title }'
label-done = Done: { $title }
label-open-again = Open again: { $title }
label-undo = Undo { $label }
label-redo = Redo { $label }
label-begin = Begin
label-import = Import { $format } ({ $added } new, { $updated } changed)
label-import-calendar = Import a calendar ({ $added } new, { $updated } changed)

# Where a step has nothing better to say of itself.
label-something-added = Add
label-add-many = Add { $count } things
label-a-task-added = Add a task
label-a-task-changed = Change a task
label-a-checklist-changed = Change a checklist
label-a-project-added = Add a project
label-a-project-changed = Change a project
label-a-section-added = Add a section
label-a-section-changed = Change a section
label-tasks-completed = Complete tasks
label-tasks-reopened = Open tasks again
label-tasks-moved = Move tasks
label-tasks-skipped = Skip tasks
label-an-event-skipped = Skip an event
label-tasks-ordered = Order tasks
label-an-area-added = Add an area
label-an-area-changed = Change an area
label-a-goal-added = Add a goal
label-a-goal-changed = Change a goal
label-an-event-added = Add an event
label-an-event-changed = Change an event
label-a-note-added = Add a note
label-a-note-changed = Change a note
label-things-trashed = Put in the trash
label-things-restored = Restore
label-settings-changed = Change settings
label-sample-removed = Remove the sample data
label-imported = Import
label-a-reminder-answered = Answer a reminder
label-a-conversation-renamed = Rename a conversation
label-a-provider-added = Add a provider
label-a-provider-removed = Remove a provider
label-a-proposal-accepted = Accept a proposal
label-proposed = Propose
label-said = Say
label-answered = Answer

# Titles of proposals, which are the labels of the steps they become. { $count } counts things.
proposed-add = Add '{ $title }'
proposed-change = Change '{ $title }'
proposed-complete = Complete '{ $title }'
proposed-trash = Trash '{ $title }'
proposed-restore = Restore '{ $title }'
proposed-changes = { $count } changes
proposed-move = Move { $count ->
    [one] one thing
   *[other] { $count } things
 } to { $day }
proposed-break-down = Break '{ $title }' into { $count } steps

# Settings by name.
a-setting-theme = theme
a-setting-density = density
a-setting-language = language
a-setting-week-start = week start
a-setting-hour-cycle = hour cycle
a-setting-day-first = day first
a-setting-day-begins = day begins
a-setting-day-ends = day ends
a-setting-close-to-tray = close to tray
a-setting-quick-add-shortcut = quick add shortcut
a-setting-provider = provider
a-setting-local-only = local only
a-setting-onboarded = onboarded
a-setting-other = { $key }

# Old and new in a proposal.
change-day-time = { $day }, { $time }
change-yes = yes
level-low = low
level-medium = medium
level-high = high
status-pending = pending
status-in-progress = in progress
status-completed = completed
status-draft = draft
status-active = active
status-on-hold = on hold
status-archived = archived
status-other = { $word }

label-attach = Attach '{ $name }' to '{ $title }'
label-rename-attachment = Rename the attachment '{ $name }'
label-a-file-attached = A file attached
a-setting-attachment-file-mb = largest attachment
a-setting-attachment-total-mb = room for attachments
a-setting-attachment-originals = keep original pictures
label-change-many = Change { $count } tasks
label-tasks-changed = Change tasks
