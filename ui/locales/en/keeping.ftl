# Keeping.
trash-about = Everything let go stays whole until you take it back.
trash-empty = Nothing was let go
trash-empty-text = Whatever you let go of lies here whole, and one press brings it back.
trash-restore = Take back
trash-restore-one = Take back { $title }
said-restored = Taken back: { $title }

history-empty = Nothing has happened yet
history-empty-text = Every change is written down here, with who made it. Each can be undone.
history-undone = undone
history-objects = { $count } things
actor-person = you
actor-assistant = the assistant
actor-import = import from { $format }
actor-device = { $name }

doctor-again = Look again
doctor-healthy = Everything is well
doctor-degraded = Everything works, and something could be better
doctor-unhealthy = Something needs you
health-healthy = well
health-degraded = could be better
health-unhealthy = needs you
part-database = Database
part-key = Key
part-models = Models
part-op-log = Changes
part-secrets = Keys of providers
part-full-text = Full text
part-reminders = Reminders

history-undo-step = Undo this step
history-undo-import = Undo this import
history-redo-step = Do it again
history-stays = { $count ->
    [one] One thing stays, because it has changed since:
   *[other] { $count } things stay, because they have changed since:
}

past = Look at another time
past-banner = As it was: { $when }
past-nowhere = No time is chosen yet
past-about = Only to look at. Nothing changes here.
past-back = Back to now
past-shows = What is shown
past-day = Day
past-weeks = 4 weeks ago
past-now = now
past-exact = Day and time
past-words = Or in words
past-words-example = last tuesday 5pm
past-look = Look
past-waiting = Waiting from before
past-empty = There was nothing here then
past-empty-text = Move the slider or name another time.
past-refused = You are looking at another time, so nothing is changed
past-refused-hint = Go back to now first.
