# Gewohnheiten, Routinen, erfasste Zeit, Tagebuch, Erinnerungen, Rückmeldungen.

# Wie oft.
habit-per-day = { $times ->
    [one] Jeden Tag
   *[other] { $times }-mal am Tag
 }
habit-per-week = { $times ->
    [one] Einmal pro Woche
   *[other] { $times }-mal pro Woche
 }
habit-per-month = { $times ->
    [one] Einmal im Monat
   *[other] { $times }-mal im Monat
 }

# Wie beständig. Keine Serie, kein Vorwurf.
habit-early = Noch ganz am Anfang
habit-nearly-always = Fast immer
habit-mostly = Meistens
habit-often = Oft
habit-sometimes = Ab und zu

story-from-to = { $minutes }, von { $from } bis { $to }.
story-step-done = - [x] { $title } ({ $minutes })
story-step-skipped = - [ ] { $title }

time-decimal = ,
time-as-planned = Du brauchst meist so lange wie geplant.
time-usually = Du brauchst meist { $times }-mal so lange wie geplant.
time-still-at-it = Noch dabei? { $title }
time-running-since = Die Uhr läuft seit { $time }.

# Wie die Schritte im Verlauf heißen; siehe labels.ftl.
label-add-habit = Gewohnheit „{ $title }“ anlegen
label-change-habit = Gewohnheit „{ $title }“ ändern
label-check-habit = Erledigt: { $title }
label-uncheck-habit = Doch nicht erledigt: { $title }
label-pause-habit = „{ $title }“ pausieren
label-resume-habit = „{ $title }“ fortsetzen
label-a-habit-added = Gewohnheit anlegen
label-a-habit-changed = Gewohnheit ändern
label-a-habit-checked = Gewohnheit abhaken
label-a-habit-unchecked = Haken einer Gewohnheit entfernen
label-a-habit-paused = Gewohnheit pausieren
label-a-habit-resumed = Gewohnheit fortsetzen
label-add-routine = Routine „{ $title }“ anlegen
label-change-routine = Routine „{ $title }“ ändern
label-a-routine-added = Routine anlegen
label-a-routine-changed = Routine ändern
label-routine-started = Routine starten
label-routine-ran = Routine fortführen
label-routine-stopped = „{ $title }“ beenden
label-step-done = Erledigt: { $title }
label-step-skipped = „{ $title }“ überspringen
label-start-time = Uhr für „{ $title }“ starten
label-stop-time = Uhr für „{ $title }“ anhalten
label-add-time = Zeit für „{ $title }“ eintragen
label-change-time = Zeit von „{ $title }“ ändern
label-time-started = Uhr starten
label-time-stopped = Uhr anhalten
label-time-added = Zeit eintragen
label-time-changed = Erfasste Zeit ändern
label-time-removed = Erfasste Zeit entfernen
label-add-entry = Tagebuch vom { $day }
label-change-entry = Tagebuch vom { $day } ändern
label-an-entry-added = Ins Tagebuch schreiben
label-an-entry-changed = Tagebuch ändern
label-set-reminders = An „{ $title }“ erinnern
label-reminders-set = Erinnerungen festlegen
label-feedback-added = Rückmeldung geben

error-no-habit = Diese Gewohnheit gibt es nicht.
error-no-routine = Diese Routine gibt es nicht.
error-no-entry = Diesen Eintrag gibt es im Tagebuch nicht.
error-habit-days = Eine Gewohnheit gilt für Tage; gib ihr eine Uhrzeit statt Stunden in der Regel.
error-habit-times = Eine Gewohnheit ist für 1- bis { $most }-mal gedacht.
error-habit-amount = Eine Menge ist mehr als nichts, zum Beispiel 20 oder 2,5.
error-habit-future = Dieser Tag ist noch nicht da.
error-habit-checks = Ein Tag fasst höchstens { $most } Haken einer Gewohnheit.
error-pause-ends = Die Pause endet, bevor sie beginnt.
error-nag = Nachgefragt wird jede Minute bis einmal am Tag (1440).
error-routine-steps = Eine Routine hat 1 bis { $most } Schritte.
error-routine-not-running = Die Routine läuft nicht; starte sie zuerst.
error-step-link = Ein Schritt lässt sich mit einer Gewohnheit oder Aufgabe verbinden.
error-step-long = Ein Schritt dauert höchstens einen Tag.
error-time-future = Dieser Zeitpunkt ist noch nicht da.
error-time-ends-early = Die Zeit endet, bevor sie beginnt.
error-time-long = Höchstens 24 Stunden lassen sich auf einmal eintragen.
error-time-what = Zeit lässt sich für Aufgaben, Termine, Gewohnheiten, Routinen, Ziele und Projekte erfassen.
error-time-when = Sag wann: von und bis, oder wie viele Minuten.
error-time-not-running = Die Uhr läuft nicht.
error-time-forgotten = Die Uhr für „{ $title }“ läuft seit { $hours ->
    [one] einer Stunde
   *[other] { $hours } Stunden
 }. Wann hast du aufgehört?
error-time-forgotten-hint = Nenne die Uhrzeit, etwa 13:30, oder „now“, wenn du bis jetzt dabei warst.
error-level = Stimmung und Energie gehen von 1 bis 5.
error-entry-empty = Schreib etwas, oder sag, wie es dir geht.
error-rating = Eine Bewertung geht von 1 bis 5.
error-feedback-empty = Sag zuerst etwas dazu.
error-feedback-long = So viele Metadaten fasst eine Rückmeldung nicht.
error-no-reminders = Aufgaben, Termine, Gewohnheiten und Routinen können erinnern.
