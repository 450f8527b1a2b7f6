# Der Rahmen der App, und was jede Seite braucht.
app-name = Daymark
skip-to-main = Zum Inhalt springen
close = Schließen
open = Öffnen
cancel = Abbrechen
save = Sichern
try-again = Noch einmal
loading = Wird geladen
toasts = Meldungen

nav = Orte
nav-today = Heute
nav-inbox = Eingang
nav-calendar = Kalender
nav-tasks = Aufgaben
nav-goals = Ziele und Bereiche
nav-notes = Notizen
nav-assistant = Assistent
nav-search = Suche
nav-history = Verlauf
nav-trash = Papierkorb
nav-settings = Einstellungen
nav-areas = Bereiche
nav-filters = Filter
nav-more = Weitere Orte
nav-all = Menü
add-anything = Etwas eintragen
assistant = Assistent
open-tasks = { $count ->
    [one] { $count } offene Aufgabe
   *[other] { $count } offene Aufgaben
}

undo = Rückgängig
redo = Wiederholen
undone = Rückgängig: { $label }
redone = Wiederholt: { $label }
undo-nothing = Es gibt nichts mehr rückgängig zu machen
redo-nothing = Es gibt nichts zu wiederholen

away = Daymark antwortet gerade nicht. Du siehst, was es zuletzt gesagt hat; es versucht es von selbst wieder.
trouble-title = Das hat nicht geklappt
trouble-not-found = Das ist nicht mehr da
trouble-unavailable = Daymark antwortet nicht
trouble-storage = Die Datenbank lässt sich nicht verwenden
trouble-away = Daymark antwortet nicht
trouble-away-hint = Sieh nach, ob es noch läuft, und versuche es noch einmal. Nichts Gespeichertes ist verloren.
trouble-unreadable = Die Antwort auf { $name } war nicht lesbar

trouble-file = Die Datei { $name } ließ sich nicht als Text lesen

crash-title = Daymark hat angehalten
crash-text = Beim Zeichnen der Seiten ging etwas schief. Alles Gespeicherte ist sicher. Öffne Daymark neu, um weiterzumachen; wenn es wieder geschieht, helfen die Worte unten, den Grund zu finden.
crash-reload = Neu öffnen

# Was getan wurde, in Meldungen.
said-completed = Erledigt: { $title }
said-reopened = Wieder offen: { $title }
said-moved = Verschoben auf { $day }: { $title }
said-moved-many = { $count } Aufgaben verschoben auf { $day }
said-day-taken = Ohne Tag: { $title }
said-day-taken-many = { $count } Aufgaben haben keinen Tag mehr
said-someday = Für irgendwann zurückgelegt: { $title }
said-let-go = Losgelassen: { $title }
said-skipped = Dieses Mal übersprungen: { $title }
said-filed = Jetzt in { $place }: { $title }
said-unfiled = Jetzt ohne Bereich und Ziel: { $title }
said-renamed = Umbenannt: { $title }
said-started = Begonnen: { $title }
said-paused = Pausiert: { $title }
said-changed = Geändert: { $title }
said-added = Hinzugefügt: { $title }
