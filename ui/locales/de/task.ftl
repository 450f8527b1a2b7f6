# Eine Aufgabe: ihre Zeile und ihre Einzelheiten.
task = Aufgabe
complete-task = { $title } abschließen
reopen-task = { $title } wieder öffnen
by-day = bis { $day }
priority-high = hoch
steps-of = { $done } von { $all }
repeats = wiederholt sich
row-after = { $others ->
    [0] nach „{ $title }“
   *[other] nach „{ $title }“ und { $others } weiteren
}
row-waiting = wartet auf { $who }
row-checklist = Checkliste { $done } von { $all }
started = Begonnen
title-field = Titel

act-today = Heute
act-tomorrow = Morgen
act-later = Später
act-file = Bereich
act-someday = Irgendwann
act-drop = Loslassen
act-on = { $act }: { $title }

when-for = Wann für „{ $title }“
when-placeholder = Ein Tag, oder „in 3 Wochen“
when-weekend = Dieses Wochenende
when-next-week = Nächste Woche
when-two-weeks = In zwei Wochen
when-month = In einem Monat
when-none = Kein Tag
when-not-understood = Das ist noch kein Tag. Versuche „Freitag“, „12. Dez“ oder „in 3 Wochen“.
file-for = Wohin gehört „{ $title }“
file-placeholder = Ein paar Buchstaben von Bereich oder Ziel
file-nowhere = Nirgendwohin
file-nothing = Kein Bereich oder Ziel enthält diese Buchstaben

task-field-start = Beginn
task-field-due = Fällig
task-deadline = Frist
task-field-estimate = Dauert
task-field-place = Gehört zu
task-field-repeat = Wiederholung
task-field-priority = Priorität
task-field-energy = Energie
task-field-tags = Schlagwörter
task-field-unset = nichts
task-field-change = { $name }: { $value }
weight-none = Keine
weight-low = Niedrig
weight-medium = Mittel
weight-high = Hoch
tag-add = Schlagwort hinzufügen
tag-remove = Schlagwort { $tag } entfernen
task-notes = Notizen
task-notes-empty = Alles Wissenswerte. Markdown bleibt, wie du es schreibst.
task-steps = Schritte
task-step-add = Schritt hinzufügen
task-history = { $count ->
    [one] Eine Änderung
   *[other] { $count } Änderungen
}
task-made = Hinzugefügt: { $when }
task-in-trash = Im Papierkorb
task-restore = Herausholen
task-said-restored = Aus dem Papierkorb geholt: { $title }
said-notes = Notizen gesichert: { $title }
said-step-added = Schritt hinzugefügt: { $title }
estimate-for = Wie lange dauert „{ $title }“
estimate-placeholder = Minuten, oder „1h 30“
estimate-nothing = Das ist noch keine Dauer. Versuche „40“, „1h“ oder „1h 30“.

repeat-for = Wie oft wiederholt sich „{ $title }“
repeat-placeholder = Jeden Dienstag, oder „alle 3 Tage nach Erledigung“
repeat-nothing = Das ist noch keine Wiederholung. Versuche „jeden Dienstag“ oder „alle 2 Wochen“.
repeat-none = Gar nicht
repeat-daily = Jeden Tag
repeat-weekdays = Jeden Werktag
repeat-weekly = Jeden { $day }
repeat-fortnightly = Jeden zweiten { $day }
repeat-monthly = Jeden Monat am { $day }.
repeat-yearly = Jedes Jahr am { $day }
repeat-after-done = Eine Woche nach Erledigung

attachments = Anhänge
attach = Datei anhängen
attach-progress = { $name } wird angehängt
attach-stop = Anhängen von { $name } abbrechen
attach-unreadable = „{ $name }“ lässt sich nicht lesen.
said-attached = Angehängt: { $name }
said-attach-stopped = Nicht angehängt: { $name }
said-attachment-removed = Entfernt: { $name }
attachment-open = { $name } ansehen
attachment-save = { $name } speichern
attachment-remove = { $name } entfernen
attachment-opens = Wird geöffnet …
attachment-claims = in Wahrheit { $media }
size-bytes = { $count } B
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
attachment-remove-word = Entfernen
