# Schnell eintragen.
add-placeholder = Was geht dir durch den Kopf?
add-example-1 = Ada anrufen morgen 15 Uhr für 20 min
add-example-2 = Pflanzen gießen jeden Samstag #zuhause
add-example-3 = Steuerunterlagen bis Freitag !hoch
add-understood = Verstanden: { $said }
add-kind = Was es ist
add-add = Eintragen
add-stay = eintragen und offen lassen
kind-task = Aufgabe
kind-event = Termin
kind-note = Notiz
kind-habit = Gewohnheit
chip-repeat-time = { $repeat }, { $time }
chip-reminder = Erinnerung { $time }
chip-reminder-before = Erinnerung { $time } vorher
chip-priority-high = Hohe Priorität
chip-priority-medium = Mittlere Priorität
chip-priority-low = Niedrige Priorität
chip-energy-high = Viel Energie
chip-energy-medium = Etwas Energie
chip-energy-low = Wenig Energie
chip-mute = „{ $words }“ ist nur Text
chip-mute-short = Nur Text
chip-muted = „{ $words }“ ist nur Text
chip-unmute = Wieder lesen
said-added-to = Hinzugefügt zu { $place }: { $title }
dump-title = Viele Gedanken
dump-ask = { $count } Einträge daraus machen?
dump-text = Ein Gedanke je Zeile
dump-example = Morgen Briefmarken kaufen
dump-read = Was verstanden wurde
dump-none = Jede Zeile wird eine Aufgabe, ein Termin oder eine Notiz.
dump-count = { $count ->
    [one] Ein Eintrag
   *[other] { $count } Einträge
}
dump-as-one = Als einen behalten
dump-add = { $count ->
    [one] Einen hinzufügen
   *[other] { $count } hinzufügen
}
said-dumped = { $count ->
    [one] Ein Eintrag hinzugefügt
   *[other] { $count } Einträge hinzugefügt
}
