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
