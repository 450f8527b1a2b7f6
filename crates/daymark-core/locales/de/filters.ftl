# Gespeicherte Filter.

filter-quick = Schnell erledigt
filter-waiting = Wartet von früher
filter-undated = Ohne Tag
filter-important = Hohe Priorität
filter-started = Begonnen
filter-done = Diese Woche erledigt

error-no-filter = Diesen gespeicherten Filter gibt es nicht.
error-filter-taken = Einen gespeicherten Filter namens „{ $name }“ gibt es schon.
error-many-filters = Es gibt schon { $most } gespeicherte Filter; lege zuerst einige in den Papierkorb.
error-query-filter = es gibt keinen gespeicherten Filter namens „{ $name }“. In Anführungszeichen wird es im Text gesucht.
error-query-circle = der gespeicherte Filter „{ $name }“ fragt nach sich selbst.
error-query-within = im gespeicherten Filter „{ $name }“: { $why }

label-add-filter = Filter „{ $title }“ speichern
label-change-filter = Filter „{ $title }“ ändern
label-a-filter-added = Filter speichern
label-a-filter-changed = Filter ändern
