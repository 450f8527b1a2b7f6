# Gewohnheiten, Routinen, Tagebuch, erfasste Zeit.

nav-habits = Gewohnheiten
nav-journal = Tagebuch
habits = Gewohnheiten
habits-empty = Kleines, immer wieder
habits-empty-text = Ein Spaziergang, eine Seite, ein Glas Wasser. Sag, wie oft; ein Tag ohne kostet nichts.
habit-add = Gewohnheit anlegen
habit-edit = Gewohnheit ändern
habit-name = Name
habit-name-example = Spazieren gehen
habit-times = Wie oft
habit-per = Pro
habit-every-day = Tag
habit-every-week = Woche
habit-every-month = Monat
habit-time = Uhrzeit
habit-area = Bereich
habit-no-area = Keiner
habit-amount = Wie viel auf einmal
habit-unit = Wovon
habit-unit-example = Seiten
habit-remind = Um diese Zeit erinnern
habit-pause = Pausieren
habit-resume = Fortsetzen
habit-check = { $title }, heute erledigt
habit-of = { $done } von { $target }
habit-grid = { $count ->
    [one] An einem Tag der letzten zwölf Wochen erledigt
   *[other] An { $count } Tagen der letzten zwölf Wochen erledigt
 }
said-unchecked = „{ $title }“ ist wieder offen
said-habit-paused = „{ $title }“ pausiert

routines = Routinen
routines-empty = Schritte, die zusammengehören, einer nach dem anderen: ein Morgen, ein Abend, ein Wochenabschluss.
routine-add = Routine anlegen
routine-name-example = Morgen
routine-steps = Schritte, einer pro Zeile, mit Minuten
routine-steps-example =
    Dehnen 5
    Tee kochen 10
routine-start = Starten
routine-done = Erledigt
routine-skip = Überspringen
routine-stop = Hier beenden
routine-left = Noch { $time }
routine-step-of = Schritt { $step } von { $all }
routine-then = Danach: { $title }

journal-empty = Noch nichts geschrieben
journal-empty-text = Eine Zeile genügt. Was Fokuszeiten und Routinen hinterlassen, kommt von selbst hierher.
journal-write = Was geht dir durch den Kopf?
journal-mood = Stimmung
journal-energy = Energie
journal-level = { $name } { $n } von 5
journal-story = Sitzung
said-written = Aufgeschrieben
said-entry-gone = Der Eintrag liegt im Papierkorb

time-runs = Die Uhr läuft
time-track = Zeit erfassen
time-stop = Anhalten
time-none = Keine Zeit erfasst
time-tracked = { $time } erfasst
time-stretches = { $count ->
    [one] Ein Abschnitt
   *[other] { $count } Abschnitte
 }
time-remove = Diese Zeit entfernen
time-still = Noch bei „{ $title }“?
time-still-yes = Ja, weiter
time-until-now = Eben aufgehört
time-until = Um { $time } aufgehört
said-clock-runs = Die Uhr läuft für „{ $title }“
said-stopped = Die Zeit für „{ $title }“ ist festgehalten
said-time-removed = Die Zeit ist entfernt
