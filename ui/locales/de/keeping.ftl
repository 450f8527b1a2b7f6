# Aufbewahren.
trash-about = Alles, was du loslässt, bleibt heil, bis du es zurückholst.
trash-empty = Nichts wurde losgelassen
trash-empty-text = Was du loslässt, liegt hier, heil und ganz, und ein Druck holt es zurück.
trash-restore = Zurückholen
trash-restore-one = { $title } zurückholen
said-restored = Zurückgeholt: { $title }

history-empty = Noch ist nichts geschehen
history-empty-text = Jede Änderung wird hier festgehalten, und wer sie gemacht hat. Jede lässt sich rückgängig machen.
history-undone = zurückgenommen
history-objects = { $count } Einträge
actor-person = du
actor-assistant = der Assistent
actor-import = Import aus { $format }
actor-device = { $name }

doctor-again = Noch einmal prüfen
doctor-healthy = Alles ist in Ordnung
doctor-degraded = Alles läuft, und etwas könnte besser sein
doctor-unhealthy = Etwas braucht dich
health-healthy = in Ordnung
health-degraded = könnte besser sein
health-unhealthy = braucht dich
part-database = Datenbank
part-key = Schlüssel
part-models = Modelle
part-op-log = Änderungen
part-secrets = Schlüssel der Anbieter
part-full-text = Volltext
part-reminders = Erinnerungen
