# The past, histories, and who did what.

error-past-command = Only questions can be asked of another time; nothing can be changed there.
error-past-command-hint = Change it as it is now, or undo the step that you find there.
error-past-call = '{ $call }' cannot be asked of another time.
error-past-when = '{ $words }' is not understood as a time.
error-past-when-hint = Try 'yesterday 5pm', 'last tuesday' or 2026-11-20T15:00:00Z.
error-past-future = That time is still to come; name one that has been.
error-no-step = There is no such step.
error-no-turn = No step was done by this turn.
error-step-undone = This step is undone already.
error-step-done = This step is not undone.
error-name-a-step = Name a step or a turn.
error-no-field = There is no field named '{ $field }'.

who-person = you
who-assistant = the assistant
who-import = import from { $format }
who-device = device { $device }
who-unknown = somebody

life-made = added
life-trashed = put in the trash
life-restored = taken out of the trash
life-unmade = taken back

change-set = { $field }: { $to }
change-cleared = { $field }: { $from } taken away
change-from-to = { $field }: { $from } → { $to }

left-alone = { $field } of '{ $title }' stays: changed since by '{ $label }'
left-in-trash = '{ $title }' was changed since by '{ $label }' and is in the trash with that change

place-today = Today
place-waiting = what waits from before
place-upcoming = the coming days
place-inbox = the inbox
place-someday = Someday
place-done = what is done
place-area = the area '{ $name }'
place-goal = the goal '{ $title }'
place-trash = the trash
place-nowhere = nowhere: its making was taken back
place-left = left { $places }
place-entered = entered { $places }
place-is-in = '{ $title }' is in { $places }.
place-is-in-none = '{ $title }' is in none of the lists.
cause-said = { $label } ({ $who }): { $what }

changed-title = Title
changed-notes = Notes
changed-place = Place in the list
changed-area = Area
changed-goal = Goal
changed-status = Status
changed-priority = Priority
changed-energy = Energy
changed-start = Start
changed-due = Due
changed-deadline = Deadline
changed-estimate = Takes
changed-tags = Tags
changed-repeat = Repeats
changed-reminders = Reminders
changed-someday = Someday
changed-colour = Colour
changed-target = Target
changed-end = Until
changed-location = Location
changed-skipped = Passed over
changed-also = Also on
changed-content = Content
changed-other = { $name }
