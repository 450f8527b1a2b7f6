# Was der Assistent nach Regeln antwortet. Titel und eigene Worte stehen in Anführungszeichen; ein Befehl
# in Anführungszeichen ist einer, den die Regeln verstehen, bisher nur auf Englisch.

answer-no-handler = Das kann ich ohne Modell nicht.
answer-not-saved = Diese Antwort konnte nicht gespeichert werden. { $why }
answer-more = und { $count } mehr

# Hinzufügen
answer-added = „{ $title }“ hinzugefügt. { $facts }.
answer-added-inbox = „{ $title }“ hinzugefügt. Es liegt im Eingang.
answer-fact-deadline = Frist { $day }
answer-goal-added = Ziel „{ $title }“ hinzugefügt. Mit „break it down“ bekommst du Schritte.
answer-goal-added-by = Ziel „{ $title }“ bis { $day } hinzugefügt. Mit „break it down“ bekommst du Schritte.

# Das Eine finden, das gemeint war
answer-nothing-called = Ich finde nichts, das „{ $words }“ heißt. Wie heißt es?
answer-which = Was davon meinst du?
answer-found = Gefunden:
answer-found-nothing = Ich finde nichts mit „{ $words }“.
answer-found-row = { $title } ({ $kind })
thing-area = Bereich
thing-goal = Ziel
thing-task = Aufgabe
thing-event = Termin
thing-note = Notiz
thing-other = Eintrag

# Ändern
answer-done = Erledigt: „{ $title }“.
answer-done-next = Erledigt: „{ $title }“. Nächstes Mal: { $when }.
answer-open-again = Wieder offen: „{ $title }“.
answer-open-again-next = Wieder offen: „{ $title }“. Nächstes Mal: { $when }.
answer-no-day = „{ $words }“ verstehe ich nicht als Tag.
answer-no-day-to-move = „{ $words }“ verstehe ich nicht als Tag. Wohin soll es rücken?
answer-moved = „{ $title }“ verschoben auf { $when }.
answer-nothing-to-move = Nichts muss verschoben werden.
answer-could-move = { $count ->
    [one] Ein Eintrag könnte
   *[other] { $count } Einträge könnten
 } auf { $when } rücken.
answer-could-move-fixed = { $count ->
    [one] Ein Eintrag könnte
   *[other] { $count } Einträge könnten
 } auf { $when } rücken. Was feststeht, bleibt.
answer-no-area = Einen Bereich namens „{ $name }“ gibt es nicht.
answer-refiled = „{ $title }“ ist jetzt in { $area }.
answer-trashed = „{ $title }“ liegt im Papierkorb. „Undo“ holt es zurück.
answer-not-in-trash = Im Papierkorb liegt nichts, das „{ $words }“ heißt.
answer-restored = „{ $title }“ ist wieder da.
answer-undone = Rückgängig gemacht: { $label }.
answer-redone = Wieder gemacht: { $label }.
answer-nothing-undone = Es gibt nichts rückgängig zu machen.
answer-nothing-redone = Es gibt nichts wieder zu machen.

# Der Tag
answer-day-free = { $day } ist frei.
answer-day-calendar = { $day } im Kalender:
answer-day-all-day = { $title } (ganztägig)
answer-day-no-tasks = Keine Aufgaben sind geplant.
answer-day-tasks = Zu tun:
answer-day-planned = { $planned } von { $free } freier Zeit verplant.
answer-day-waiting = { $count ->
    [one] Ein Eintrag wartet
   *[other] { $count } Einträge warten
 } von früher.
answer-day-begin = Beginne mit „{ $title }“. { $why }
answer-free-time = { $day }: { $free } frei.
answer-that-is = Das ist { $day }.
answer-it-is = Es ist { $day }, { $time }.

# Was jetzt
answer-next = „{ $title }“. { $why }
answer-next-after = Danach:
answer-next-nothing = Nichts ist offen. Ruh dich aus, oder schreib auf, was dir im Kopf herumgeht.
answer-why = „{ $title }“ hat { $points ->
    [one] einen Punkt
   *[other] { $points } Punkte
 }:
answer-why-nothing = Nichts ist offen.

# Listen
answer-open = { $count ->
    [one] Ein Eintrag offen:
   *[other] { $count } Einträge offen:
 }
answer-open-none = Nichts ist offen.
answer-inbox = { $count ->
    [one] Ein Eintrag im Eingang:
   *[other] { $count } Einträge im Eingang:
 }
answer-inbox-none = Der Eingang ist leer.
answer-due = { $count ->
    [one] Ein Eintrag fällig für { $day }:
   *[other] { $count } Einträge fällig für { $day }:
 }
answer-due-none = Für { $day } ist nichts fällig.
answer-due-by = { $count ->
    [one] Ein Eintrag fällig bis { $day }:
   *[other] { $count } Einträge fällig bis { $day }:
 }
answer-due-by-none = Bis { $day } ist nichts fällig.
answer-waiting = { $count ->
    [one] Ein Eintrag wartet von früher:
   *[other] { $count } Einträge warten von früher:
 }
answer-waiting-none = Nichts wartet von früher.
answer-area = { $count ->
    [one] Ein Eintrag in { $area }:
   *[other] { $count } Einträge in { $area }:
 }
answer-area-none = In { $area } ist nichts offen.
answer-tag = { $count ->
    [one] Ein Eintrag mit #{ $tag }:
   *[other] { $count } Einträge mit #{ $tag }:
 }
answer-tag-none = Weder ein Bereich noch ein Schlagwort heißt „{ $tag }“.
answer-left = { $count ->
    [one] Ein Schritt übrig bei „{ $goal }“:
   *[other] { $count } Schritte übrig bei „{ $goal }“:
 }
answer-left-none = Bei „{ $goal }“ ist nichts mehr übrig.
answer-done-since = { $count ->
    [one] Ein Eintrag erledigt seit { $day }:
   *[other] { $count } Einträge erledigt seit { $day }:
 }
answer-done-since-none = Seit { $day } ist nichts als erledigt markiert.

# Ziele und Bereiche
answer-goals = Deine Ziele:
answer-goals-none = Es gibt keine aktiven Ziele. „New goal: 10 km laufen“ legt eines an.
answer-goal-row = { $title } ({ $done } von { $all } Schritten erledigt)
answer-goal-row-by = { $title } ({ $done } von { $all } Schritten erledigt, bis { $day })
answer-areas = Deine Bereiche:
answer-areas-none = Es gibt noch keine Bereiche.
answer-area-row = { $name } ({ $count } offen)
answer-break-what = Was soll ich in Schritte teilen?
answer-broken-down = { $count } Schritte für „{ $title }“. Der erste dauert { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
 }.
