# What imports and exports refuse and say.

error-import-large = The file is larger than 64 MiB; split it.
error-import-refused = { $count } of the entries cannot be read, so nothing was imported. The first is line { $line }: { $reason }
error-import-refused-hint = Mend the file, look at all of them with a dry run, or import the good entries with --partial.
error-import-format = '{ $format }' is not a format that can be imported; there are daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity, vikunja and things.
error-import-unknown = The file says in no way that is known what it is. Name its format.
error-import-binary = The file is not text. A ZIP has to be unpacked first.
error-import-daymark = Line { $line }: the file is not whole ({ $why }).
error-import-not-daymark = This is no file that Daymark exported; it should say format daymark.
error-import-newer = A newer version of Daymark wrote this file; update Daymark to read it.
error-import-object = the object is of a kind that this version does not know, or a field of it cannot be read.
error-import-other-kind = the id { $id } belongs to a thing of another kind here.
error-import-no-start = an event needs a start.
error-export-format = '{ $format }' is not a format that can be exported; there are daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity, vikunja and things.
error-export-whole = The format daymark holds everything; leave the query away, or take json.
export-providers = providers of models and their keys
export-proposals = proposals that wait for consent
export-stays = stays on this device
export-left-thing = { $what ->
    [checklist] checklists of tasks
    [waiting] what tasks wait for
    [links] addresses on tasks
    [project] projects, beside their names on tasks
    [section] sections, beside their names on tasks
    [habit] habits and their check-ins
    [routine] routines
    [entry] entries of the journal
    [attachment] attached files
    [filter] saved filters
    [template] templates
    [stretch] tracked times
   *[other] things of another kind
}
export-left-why = only Daymark's own format holds them
import-lost-dependencies = dependencies on tasks that are not in the file (kept, not shown)
import-lost-sections = sections (kept, not shown)
