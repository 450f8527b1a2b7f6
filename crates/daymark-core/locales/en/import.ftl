# What an import's report says: why entries were left out, and what could not be carried over.

import-not-a-calendar = Line 1: this is not a calendar file; it should begin with BEGIN:VCALENDAR.
import-many-events = The file has more than { $most } events; split it.
import-no-event = There is no event in the calendar.
import-event-open = the event has no END:VEVENT.
import-event-cut-off = the event has no END:VEVENT; the file ends at line { $line }.
import-event-unopened = END:VEVENT without a beginning.
import-event-long = the event has more than { $most } lines.
import-event-unreadable = the event is not written as RFC 5545 asks.
import-event-empty = the event is empty.
import-event-no-start = the event has no DTSTART.
import-event-ends-early = the event ends before it begins.
import-event-exdate = an EXDATE is not a date.
import-event-date = { $property } is not a date: '{ $text }'.
import-event-duration = DURATION is not a duration.
import-event-duration-long = DURATION is too long.
import-lost-tasks = tasks of the calendar (VTODO)
import-lost-journal = journal entries (VJOURNAL)
import-lost-cancelled = cancelled events (left out)
import-lost-repeat-rule = repeats: { $why } (the first day is kept)
import-lost-alarms = alarms that do not come before the start
import-lost-property = { $name } (kept, not shown)
import-lost-zone = the time zone '{ $zone }' (read as the zone here)

import-many-tasks = The file has more than { $most } tasks; split it.
import-no-task = There is no task in the file. Make it with 'task export > tasks.json'.
import-file-not-json = Line { $line }: the file is not JSON as Taskwarrior writes it ({ $why }).
import-task-other = this is not a task but another kind of JSON value.
import-task-not-json = this is not JSON ({ $why }).
import-task-no-description = the task has no description.
import-task-status = the status '{ $status }' is unknown.
import-task-time = '{ $attribute }' is not a time: '{ $text }'.
import-lost-deleted = deleted tasks (left out)
import-lost-tags = tags with unusual characters
import-lost-priorities = priorities other than H, M and L
import-lost-repeat = the repeat '{ $repeat }'
import-lost-instances = instances of recurring tasks (their rule is kept)
import-lost-dependencies = dependencies (kept, not shown)
import-lost-attribute = attribute '{ $name }' (kept, not shown)

import-refused-empty = it is empty.
error-import-large = The file is larger than 64 MiB; split it.
error-import-format = '{ $format }' is not a format that can be imported; use taskwarrior or ics.
error-import-refused = { $count } of the entries cannot be read, so nothing was imported. The first is line { $line }: { $reason }
error-import-refused-hint = Mend the file, look at all of them with a dry run, or import the good entries with --partial.
