# El icono de la bandeja del sistema, la ventana para añadir y los botones de los avisos.

shell-quick-add = Añadir rápido
shell-today = Hoy
shell-quit = Salir
shell-done = Hecho
shell-snooze = En { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
 }
