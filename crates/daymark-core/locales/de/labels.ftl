# Wie die Schritte des Verlaufs heißen. Sie werden mit ihrem Schlüssel gespeichert und beim Lesen gesagt:
# ein Schlüssel kommt dazu, aber geht nie und ändert nie, was in ihm steht.

label-add = „{ $title }“ hinzufügen
label-add-area = Bereich „{ $title }“ hinzufügen
label-add-event = Termin „{ $title }“ hinzufügen
label-add-goal = Ziel „{ $title }“ hinzufügen
label-add-project = Das Projekt „{ $title }“ anlegen
label-add-section = Den Abschnitt „{ $title }“ anlegen
label-add-note = Notiz „{ $title }“ hinzufügen
label-change = „{ $title }“ ändern
label-change-area = Bereich „{ $title }“ ändern
label-change-event = Termin „{ $title }“ ändern
label-change-goal = Ziel „{ $title }“ ändern
label-change-project = Das Projekt „{ $title }“ ändern
label-change-section = Den Abschnitt „{ $title }“ ändern
label-change-note = Notiz „{ $title }“ ändern
label-change-setting = Einstellung „{ $name }“ ändern
label-skip = „{ $title }“ überspringen
label-skip-many = { $count } Einträge überspringen
label-complete = „{ $title }“ abschließen
label-complete-many = { $count } Einträge abschließen
label-reopen = „{ $title }“ wieder öffnen
label-reopen-many = { $count } Einträge wieder öffnen
label-move = „{ $title }“ verschieben
label-move-many = { $count } Einträge verschieben
label-trash = „{ $title }“ in den Papierkorb legen
label-trash-many = { $count } Einträge in den Papierkorb legen
label-restore = „{ $title }“ wiederherstellen
label-restore-many = { $count } Einträge wiederherstellen
label-snooze = An „{ $title }“ später erinnern
label-done = Erledigt: { $title }
label-open-again = Wieder offen: { $title }
label-undo = Rückgängig: { $label }
label-redo = Wiederholen: { $label }
label-begin = Anfangen
label-import = { $format } importieren ({ $added } neu, { $updated } geändert)
label-import-calendar = Kalender importieren ({ $added } neu, { $updated } geändert)

# Wo ein Schritt nichts Besseres von sich zu sagen hat.
label-something-added = Hinzufügen
label-add-many = { $count } Einträge hinzufügen
label-a-task-added = Aufgabe hinzufügen
label-a-task-changed = Aufgabe ändern
label-a-checklist-changed = Eine Checkliste ändern
label-a-project-added = Ein Projekt anlegen
label-a-project-changed = Ein Projekt ändern
label-a-section-added = Einen Abschnitt anlegen
label-a-section-changed = Einen Abschnitt ändern
label-tasks-completed = Aufgaben abschließen
label-tasks-reopened = Aufgaben wieder öffnen
label-tasks-moved = Aufgaben verschieben
label-tasks-skipped = Aufgaben überspringen
label-an-event-skipped = Termin überspringen
label-tasks-ordered = Aufgaben ordnen
label-an-area-added = Bereich hinzufügen
label-an-area-changed = Bereich ändern
label-a-goal-added = Ziel hinzufügen
label-a-goal-changed = Ziel ändern
label-an-event-added = Termin hinzufügen
label-an-event-changed = Termin ändern
label-a-note-added = Notiz hinzufügen
label-a-note-changed = Notiz ändern
label-things-trashed = In den Papierkorb legen
label-things-restored = Wiederherstellen
label-settings-changed = Einstellungen ändern
label-sample-removed = Beispieldaten entfernen
label-imported = Importieren
label-a-reminder-answered = Erinnerung beantworten
label-a-conversation-renamed = Gespräch umbenennen
label-a-provider-added = Anbieter hinzufügen
label-a-provider-removed = Anbieter entfernen
label-a-proposal-accepted = Vorschlag annehmen
label-proposed = Vorschlagen
label-said = Sagen
label-answered = Antworten

# Titel von Vorschlägen; sie heißen wie die Schritte, zu denen sie werden. { $count } zählt Einträge.
proposed-add = „{ $title }“ hinzufügen
proposed-change = „{ $title }“ ändern
proposed-complete = „{ $title }“ abschließen
proposed-trash = „{ $title }“ in den Papierkorb
proposed-restore = „{ $title }“ wiederherstellen
proposed-changes = { $count } Änderungen
proposed-move = { $count ->
    [one] Einen Eintrag
   *[other] { $count } Einträge
 } auf { $day } verschieben
proposed-break-down = „{ $title }“ in { $count } Schritte teilen

# Einstellungen beim Namen.
a-setting-theme = Farbschema
a-setting-density = Dichte
a-setting-language = Sprache
a-setting-week-start = Wochenbeginn
a-setting-hour-cycle = Stundenzählung
a-setting-day-first = Tag zuerst
a-setting-day-begins = Tagesbeginn
a-setting-day-ends = Tagesende
a-setting-close-to-tray = in der Leiste weiterlaufen
a-setting-quick-add-shortcut = Tastenkürzel zum Eintragen
a-setting-provider = Anbieter
a-setting-local-only = nur lokal
a-setting-onboarded = eingerichtet
a-setting-other = { $key }

# Alt und neu in einem Vorschlag.
change-day-time = { $day }, { $time }
change-yes = ja
level-low = niedrig
level-medium = mittel
level-high = hoch
status-pending = offen
status-in-progress = begonnen
status-completed = abgeschlossen
status-draft = Entwurf
status-active = aktiv
status-on-hold = pausiert
status-archived = archiviert
status-other = { $word }

label-attach = „{ $name }“ an „{ $title }“ anhängen
label-rename-attachment = Anhang „{ $name }“ umbenennen
label-a-file-attached = Eine Datei angehängt
a-setting-attachment-file-mb = größter Anhang
a-setting-attachment-total-mb = Platz für Anhänge
a-setting-attachment-originals = Originalbilder behalten
label-change-many = { $count } Aufgaben ändern
label-tasks-changed = Aufgaben ändern
