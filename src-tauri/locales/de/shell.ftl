# Das Symbol in der Leiste, das Fenster zum schnellen Eintragen und die Knöpfe der Hinweise.

shell-quick-add = Schnell eintragen
shell-today = Heute
shell-quit = Beenden
shell-done = Erledigt
shell-snooze = In { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
 }
