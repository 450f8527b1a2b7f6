# Die Vergangenheit, Verläufe, und wer was getan hat.

error-past-command = Einer anderen Zeit kann man nur Fragen stellen; ändern lässt sich dort nichts.
error-past-command-hint = Ändere es so, wie es jetzt ist, oder mach den Schritt rückgängig, den du dort findest.
error-past-call = „{ $call }“ lässt sich nicht für eine andere Zeit fragen.
error-past-when = „{ $words }“ wird nicht als Zeitpunkt verstanden.
error-past-when-hint = Versuch es mit „gestern 17 Uhr“, „letzten Dienstag“ oder 2026-11-20T15:00:00Z.
error-past-future = Diese Zeit kommt erst noch; nenne eine, die schon war.
error-no-step = Diesen Schritt gibt es nicht.
error-no-turn = Diese Antwort hat keinen Schritt getan.
error-step-undone = Dieser Schritt ist schon rückgängig gemacht.
error-step-done = Dieser Schritt ist nicht rückgängig gemacht.
error-name-a-step = Nenne einen Schritt oder eine Antwort.
error-no-field = Ein Feld namens „{ $field }“ gibt es nicht.

who-person = du
who-assistant = der Assistent
who-import = Import aus { $format }
who-device = Gerät { $device }
who-unknown = jemand

life-made = hinzugefügt
life-trashed = in den Papierkorb gelegt
life-restored = aus dem Papierkorb geholt
life-unmade = zurückgenommen

change-set = { $field }: { $to }
change-cleared = { $field }: { $from } entfernt
change-from-to = { $field }: { $from } → { $to }

left-alone = { $field } von „{ $title }“ bleibt: seither geändert durch „{ $label }“
left-in-trash = „{ $title }“ wurde seither durch „{ $label }“ geändert und liegt mit dieser Änderung im Papierkorb

place-today = Heute
place-waiting = dem, was von früher wartet
place-upcoming = den kommenden Tagen
place-inbox = dem Eingang
place-someday = Irgendwann
place-done = dem Erledigten
place-area = dem Bereich „{ $name }“
place-goal = dem Ziel „{ $title }“
place-trash = dem Papierkorb
place-nowhere = nirgends: das Anlegen wurde zurückgenommen
place-left = nicht mehr in { $places }
place-entered = neu in { $places }
place-is-in = „{ $title }“ steht in { $places }.
place-is-in-none = „{ $title }“ steht in keiner der Listen.
cause-said = { $label } ({ $who }): { $what }

changed-title = Titel
changed-notes = Notizen
changed-place = Platz in der Liste
changed-area = Bereich
changed-goal = Ziel
changed-status = Status
changed-priority = Priorität
changed-energy = Energie
changed-start = Beginn
changed-due = Fällig
changed-deadline = Frist
changed-estimate = Dauert
changed-tags = Schlagwörter
changed-repeat = Wiederholt sich
changed-reminders = Erinnerungen
changed-someday = Irgendwann
changed-colour = Farbe
changed-target = Zieldatum
changed-end = Bis
changed-location = Ort
changed-skipped = Übergangen
changed-also = Auch am
changed-content = Inhalt
changed-other = { $name }
