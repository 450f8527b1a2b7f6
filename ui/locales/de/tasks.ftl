# Aufgaben.
filter = Filter
filter-placeholder = Wörter, oder due:freitag area:zuhause #telefon
filter-clear = Filter leeren
filter-chips = Filter
chip-open = Offen
chip-today = Heute
chip-week = Diese Woche
chip-waiting = Von früher
chip-someday = Irgendwann
chip-done = Erledigt
tasks-count = { $count ->
    [one] Eine Aufgabe
   *[other] { $count } Aufgaben
}
tasks-more = Die ersten { $shown } von { $all } Aufgaben. Ein Wort im Filter findet die anderen.
tasks-empty = Noch keine Aufgaben
tasks-empty-text = Alles, was du vorhast, findest du hier, an welchem Tag auch immer. Schreib die erste auf.
tasks-example = Bücher in die Bibliothek zurückbringen am Freitag
tasks-none = Nichts passt zu diesem Filter
tasks-none-text = Nimm ein Wort weg, oder sieh dir alle offenen Aufgaben an.
tasks-show-all = Alle offenen Aufgaben
choosing = Auswählen
choosing-do = Mit allen ausgewählten tun
choosing-count = { $count } ausgewählt
choosing-all = Alle
choosing-complete = Abschließen
choosing-reopen = Wieder öffnen
choosing-move = Verschieben
choosing-when = { $count ->
    [one] Wann für diese Aufgabe
   *[other] Wann für diese { $count } Aufgaben
}
said-completed-many = { $count ->
    [one] Eine Aufgabe erledigt
   *[other] { $count } Aufgaben erledigt
}
said-reopened-many = { $count ->
    [one] Eine Aufgabe wieder offen
   *[other] { $count } Aufgaben wieder offen
}
said-let-go-many = { $count ->
    [one] Eine Aufgabe losgelassen
   *[other] { $count } Aufgaben losgelassen
}
query-options = Was hier stehen kann
query-kind-field = Feld
query-kind-operator = Vergleich
query-kind-word = verbindet
filter-save = Als Filter speichern
filter-change = Filter ändern
filter-saved = Gespeicherte Filter
filter-name = Name
filter-name-example = Schnell erledigt
filter-query = Wonach er fragt
filter-pinned = In der Seitenleiste behalten
picked = ausgewählt
layout = Zeigen als
layout-list = Liste
layout-board = Tafel
layout-table = Tabelle
board-by = Spalten nach
board-status = Stand
board-priority = Priorität
board-area = Bereich
board-due = Tag
board-open = Zu tun
board-started = Begonnen
board-done = Erledigt
board-no-area = Kein Bereich
board-no-day = Kein Tag
board-week = In der Woche danach
board-later = Später
board-none = Hier ist nichts
board-said = { $title }: { $column }
board-hint = Pfeile gehen von Karte zu Karte, Umschalt mit einem Pfeil trägt eine Karte in die Spalte daneben.
column-done = Erledigt
column-title = Aufgabe
column-area = Bereich
column-day = Tag
column-deadline = Frist
column-priority = Priorität
column-estimate = Dauer
column-tags = Schlagworte
priority-word-high = Hoch
priority-word-medium = Mittel
priority-word-low = Niedrig
priority-none = Keine Priorität
choosing-place = { $count ->
    [one] Wohin gehört diese Aufgabe
   *[other] Wohin gehören diese { $count } Aufgaben
}
choosing-tag = Schlagwort
choosing-tag-for = { $count ->
    [one] Schlagworte dieser Aufgabe
   *[other] Schlagworte dieser { $count } Aufgaben
}
choosing-priority = Priorität
choosing-priority-for = { $count ->
    [one] Priorität dieser Aufgabe
   *[other] Priorität dieser { $count } Aufgaben
}
choosing-end = Nichts auswählen
choosing-tag-add = dazu
choosing-tag-take = wegnehmen
choosing-tag-example = telefon, warten, besorgungen
choosing-nothing = Nichts passt
said-changed-many = { $count ->
    [one] Eine Aufgabe geändert
   *[other] { $count } Aufgaben geändert
}
