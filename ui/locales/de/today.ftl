# Heute.
today-free = { $time } frei
today-planned = { $time } verplant
today-coming = { $title } in { $time }
today-tasks = Heute
today-open-of = { $open } von { $all } zu tun
today-no-tasks = Keine Aufgaben für heute. Mit Q schreibst du auf, was dir durch den Kopf geht.
today-empty = Ein Tag, in dem noch nichts steht
today-empty-text = Schreib auf, was dir durch den Kopf geht, mit Tagen und allem. Daymark liest sie.
today-example = Zahnarzt anrufen morgen um 10
timeline = Der Tag
all-day = Ganztägig
all-day-until = bis { $day }
block-done = erledigt
gap-until = { $time } bis { $title }
gap-free = { $time } frei
gap-rest = { $time } übrig vom Tag

next = Als Nächstes
next-started = Du bist dabei
next-start = Beginnen
next-done = Erledigt
next-smaller = Kleiner
next-not-now = Nicht jetzt
next-pause = Pause
next-none-left = Sonst will gerade nichts etwas von dir.
next-again = Noch einmal ansehen
said-not-now = Nicht jetzt. Hier ist das Nächste.
smaller-ask = Was wäre ein erster Schritt von zehn Minuten?
smaller-example = Den Ordner öffnen und nachsehen
smaller-add = Schritt anlegen
said-step = Erster Schritt hinzugefügt: { $title }

waiting = { $count ->
    [one] Ein Eintrag wartet von früher
   *[other] { $count } Einträge warten von früher
}
waiting-open = Ansehen
waiting-close = Einklappen
waiting-all-today = Alle auf heute
waiting-all-tomorrow = Alle auf morgen

today-held = { $count ->
    [one] Eines geht noch nicht
   *[other] { $count } Dinge gehen noch nicht
}
