# Ziele.
goal = Ziel
goals = Ziele
goals-empty = Was dir wichtig ist
goals-empty-text = Bereiche sind die Teile deines Lebens, etwa Gesundheit oder Zuhause. Ein Ziel ist etwas, das du in einem davon erreichen willst.
goals-finished = Erreichte und archivierte Ziele zeigen
goals-no-area = In keinem Bereich
active-goals = { $count ->
    [one] ein Ziel
   *[other] { $count } Ziele
}
area-planned = { $time } in der kommenden Woche
steps-done = { $done } von { $all } erledigt
percent = { $percent } %
balance = Die kommende Woche
balance-part = { $area } { $time }

area-add = Neuer Bereich
area-edit = Bereich ändern
area-name = Name
area-name-example = Gesundheit
area-colour = Farbe
area-intention = Was du dir davon wünschst
area-intention-example = Mich in meinem Körper zu Hause fühlen
area-gone = Dieser Bereich ist nicht mehr da
area-gone-text = Vielleicht liegt er im Papierkorb; von dort kannst du ihn zurückholen.
area-empty = Hier ist nichts offen
area-empty-text = Alles in { $area } ist erledigt, oder es steht noch nichts da.
area-add-task = Hier eine Aufgabe hinzufügen

goal-add = Neues Ziel
goal-add-to = Neues Ziel in { $area }
goal-edit = Ziel ändern
goal-edit-short = Ändern
goal-drop = Dieses Ziel loslassen
goal-title = Was du erreichen willst
goal-example = 10 km laufen bis Juni
goal-area = Bereich
goal-no-area = Kein Bereich
goal-target = Bis wann
goal-target-example = 12. März, oder in 3 Monaten
goal-notes = Notizen
goal-notes-example = Warum es wichtig ist, wie es aussehen würde
goal-by = bis { $day }
goal-draft = Entwurf
goal-active = Aktiv
goal-completed = Erreicht
goal-archived = Archiviert
goal-do-start = Beginnen
goal-do-reopen = Wieder öffnen
goal-do-complete = Erreicht
goal-do-draft = Zurück zum Entwurf
goal-do-archive = Archivieren
said-goal = { $title }: { $status }
goal-tasks = Aufgaben
goal-add-task = Aufgabe hinzufügen
goal-first-task = Was wäre der erste kleine Schritt?
form-needs-name = Es braucht einen Namen mit mindestens einem Buchstaben.

break-down = In Schritte teilen
break-down-about = Ein Modell schlägt Schritte vor. Du wählst, welche bleiben; vorher wird nichts hinzugefügt.
break-down-about-rules = Schritte, die zu den meisten Zielen passen. Du wählst, welche bleiben; mit einem Modell passen sie besser zu diesem.
granularity = Wie fein
granularity-1 = Wenige große Schritte
granularity-2 = Einige Schritte
granularity-3 = Ein ruhiger Gang
granularity-4 = Kleine Schritte
granularity-5 = Sehr kleine Schritte
break-down-do = Schritte vorschlagen
break-down-busy = Denkt sich Schritte aus

colour-tide = Meer
colour-leaf = Blatt
colour-clay = Ton
colour-rose = Rose
colour-plum = Pflaume
colour-olive = Olive
colour-sky = Himmel
colour-moss = Moos
colour-amber = Bernstein
colour-brick = Ziegel
colour-slate = Schiefer
colour-iris = Iris
