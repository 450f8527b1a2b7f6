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

history-undo-step = Diesen Schritt zurücknehmen
history-undo-import = Diesen Import zurücknehmen
history-redo-step = Noch einmal ausführen
history-stays = { $count ->
    [one] Eines bleibt, weil es sich seither geändert hat:
   *[other] { $count } Dinge bleiben, weil sie sich seither geändert haben:
}

past = Eine andere Zeit ansehen
past-banner = So war es: { $when }
past-nowhere = Noch ist keine Zeit gewählt
past-about = Nur zum Ansehen. Hier ändert sich nichts.
past-back = Zurück zu jetzt
past-shows = Was zu sehen ist
past-day = Tag
past-weeks = vor 4 Wochen
past-now = jetzt
past-exact = Tag und Uhrzeit
past-words = Oder in Worten
past-words-example = letzten Dienstag 17 Uhr
past-look = Ansehen
past-waiting = Wartet von früher
past-empty = Damals war hier nichts
past-empty-text = Schieb den Regler weiter oder nenne eine andere Zeit.
past-refused = Du siehst eine andere Zeit an, darum wird nichts geändert
past-refused-hint = Geh zuerst zurück zu jetzt.
