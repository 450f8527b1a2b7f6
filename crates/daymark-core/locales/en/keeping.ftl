# Diagnostics, providers, sample data, and what a tool came to.

doctor-database = Every page is sound (format { $format }, SQLCipher).
doctor-database-damaged = { $count ->
    [one] One page is damaged
   *[other] { $count } pages are damaged
 }, the first: { $first }. Copy the data folder, then restore the latest backup.
doctor-log = { $changes ->
    [one] One change
   *[other] { $changes } changes
 } recorded, { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
 }.
doctor-key = The database key lies in { $place }.
doctor-secrets = The keys of providers can be read.
doctor-search = Search answers.
doctor-reminders = { $count } to come. They fire while Daymark runs.
doctor-no-model = No model is set up; the assistant answers by rules.

provider-local-only = Nothing leaves this device: 'local only' is on in the settings.
provider-late = The server did not answer within ten seconds.
provider-answers = It answers and offers { $count ->
    [one] one model
   *[other] { $count } models
 }.

sample-removed = { $count ->
    [one] One sample thing is
   *[other] { $count } sample things are
 } in the trash

tool-found = { $count ->
    [one] 1 thing
   *[other] { $count } things
 }
tool-read = read
tool-nothing-found = nothing found
tool-refused = refused

doctor-attachments = { $count ->
    [0] There are no attachments.
    [one] One attached file, and it is whole.
   *[other] { $count } attached files, all whole.
 }
doctor-attachments-part = { $count } attached files are there; { $read } of them were read to the end and are whole.
doctor-attachments-bad = Of { $count } attached files { $missing } are missing and { $damaged } are damaged. Restore the folder 'attachments' from a backup, or attach them again.
