# What went wrong, and what to do about it. What a person typed is quoted.

error-the-title = The title
error-the-name = The name
error-the-tag = The tag
error-the-text = The text
error-text-empty = { $what } is empty; give it at least one letter.
error-text-too-long = { $what } has { $length } characters and at most { $most } fit; shorten it or put the rest in the notes.
error-text-character = { $what } may not hold { $found }; use letters, digits, '-', '_', '/' or '.'.

error-no-task = There is no such task.
error-no-parent = There is no such parent task.
error-no-neighbour = There is no such task to stand before.
error-no-area = There is no such area.
error-no-goal = There is no such goal.
error-no-event = There is no such event.
error-no-note = There is no such note.
error-no-proposal = There is no such proposal.
error-no-provider = There is no such provider.
error-no-conversation = There is no such conversation.
error-no-thing = There is no such thing.
error-look-in-the-trash = It may have been removed; search for it, or look in the trash.

error-inside = Something inside Daymark went wrong; nothing was changed.
error-inside-hint = Please report it with the log of Diagnostics.

error-not-a-date = '{ $words }' is not understood as a date; try 'tomorrow 3pm' or '2026-11-24'.
error-not-a-zone = '{ $zone }' is not a time zone; use a name such as Europe/Berlin.
error-not-a-day = These words are not understood as a date.
error-not-a-day-hint = Try 'next tuesday 3pm' or 'every other friday'.
error-capture-long = That is more than { $most } characters; put the text in a note.
error-dump-long = That is more than { $most } characters; add it in parts.
error-dump-many = That is more than { $most } thoughts; add them in parts.
error-not-a-language = '{ $word }' is not a language that is read; there are { $known }.
error-not-a-dialect = '{ $word }' is not a dialect of quick add; there are { $known }.
error-say-something = Say something, in at most { $most } characters.

error-name-a-task = Name at least one task.
error-name-a-thing = Name at least one thing.
error-no-trash = That kind of thing cannot be put in the trash.
error-area-taken = There is already an area named '{ $name }'.
error-goal-becomes = A goal that is { $from } cannot become { $to }; make it active first.
error-granularity = The granularity is 1 (a few big steps) to 5 (many small ones).
error-below-itself = A task cannot stand below itself.
error-circle = The tasks above this one form a circle.
error-estimate-short = An estimate is at least one minute.
error-estimate-long = An estimate is at most a year.
error-many-tags = A task has at most { $most } tags.
error-many-reminders = A task has at most { $most } reminders.
error-repeat-never = That repeat never falls on a day.
error-which-instance = Say which instance is meant: the day, or the day and time that the repeat gives it.
error-no-instance = Nothing takes place at { $instance }.
error-instance-repeats = One instance cannot repeat; change this and the following ones, or all.
error-not-repeating = '{ $title }' does not repeat.
error-last-instance = '{ $title }' does not come again; complete it, or put it in the trash.
error-repeat = That repeat cannot be kept: { $why }.
error-too-many-days = Ask for at most { $most } days, from the earlier to the later one.
error-both-times = Give both a start and an end a time, or neither.
error-ends-early = The event ends before it begins.
error-snooze = Snooze for a minute to thirty days.
error-too-late = That is too late.
error-begin-small = Begin with at most 24 areas and 100 thoughts.
error-turned-back = That step was turned back elsewhere in the meantime; look at the history and try again.

error-setting-name = A setting's name has lower-case letters, digits and '_', at most 64.
error-setting-long = The value of '{ $key }' is too long.
error-setting-value = The setting '{ $key }' cannot hold that: { $why }.
error-setting-day = A day begins before it ends, between 0 and 24.

error-nothing-to-propose = There is nothing to propose.
error-decided = That proposal has been decided already.
error-no-part = The proposal has no part { $part }; it has 1 to { $most }.
error-part-needs = Part { $part } needs part { $other } too.

error-server-address = Give the server's address, such as http://127.0.0.1:8080/v1 or https://api.example.com/v1.
error-model-name = The model's name is too long.
error-no-provider-named = There is no provider named '{ $name }'.
error-list-providers = 'daymark models list' shows the providers.

error-no-attachment = There is no such attachment.
error-setting-attachments = An attachment may have 1 to 4096 MB, and all together 1 to 1048576 MB.
error-attachment-owner = Nothing can be attached to that.
error-attachment-many = That has { $most } attachments already, and no more fit.
error-attachment-large = '{ $name }' has { $size } MB, and an attachment may have { $most } MB.
error-attachment-large-hint = The settings say how large an attachment may be.
error-attachment-total = With '{ $name }' all attachments together would have more than { $most } MB.
error-attachment-disk = The disk has too little room for '{ $name }'.
error-attachment-disk-hint = Free some space and try again; everything saved before is safe.
error-attachment-refused = '{ $name }' was not attached: { $why }.
error-attachment-refused-named = '{ $name }' was not attached: { $why }, although its name claims { $claimed }.
error-attachment-refused-hint = Pictures, documents, text, sound, films and archives can be attached.
error-attachment-name = The name ends in .{ $ending }, and a system would run a file that is called so.
why-file-program = it is a program
why-file-script = it is a script
why-file-shortcut = it is a shortcut to a program
why-file-kind = its kind ({ $media }) is not one that is taken
why-file-unknown = its content does not tell what kind of file it is
why-file-empty = it is empty
why-file-ending = its name ends in .{ $ending }, and a system would run it
why-picture-pixels = the picture has { $width } by { $height } pixels, more than are read
why-picture-unreadable = the picture cannot be read
why-picture-large = the picture has more than { $most } MB, more than are read
error-ids-or-query = Name tasks or give a query, not both.
error-too-many-tasks = That would change more than { $most } tasks at once.
