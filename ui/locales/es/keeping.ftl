# Conservar.
trash-about = Todo lo que sueltas queda entero hasta que lo recuperes.
trash-empty = No se ha soltado nada
trash-empty-text = Lo que sueltas queda aquí entero, y una pulsación lo trae de vuelta.
trash-restore = Recuperar
trash-restore-one = Recuperar { $title }
said-restored = Recuperado: { $title }

history-empty = Aún no ha pasado nada
history-empty-text = Aquí queda escrito cada cambio, y quién lo hizo. Todos se pueden deshacer.
history-undone = deshecho
history-objects = { $count } cosas
actor-person = tú
actor-assistant = el asistente
actor-import = importado de { $format }
actor-device = { $name }

doctor-again = Mirar de nuevo
doctor-healthy = Todo está bien
doctor-degraded = Todo funciona, y algo podría ir mejor
doctor-unhealthy = Algo te necesita
health-healthy = bien
health-degraded = podría ir mejor
health-unhealthy = te necesita
part-database = Base de datos
part-key = Clave
part-models = Modelos
part-op-log = Cambios
part-secrets = Claves de proveedores
part-full-text = Texto completo
part-reminders = Recordatorios

history-undo-step = Deshacer este paso
history-undo-import = Deshacer esta importación
history-redo-step = Volver a hacerlo
history-stays = { $count ->
    [one] Una cosa se queda, porque ha cambiado desde entonces:
   *[other] { $count } cosas se quedan, porque han cambiado desde entonces:
}

past = Mirar otro momento
past-banner = Así estaba: { $when }
past-nowhere = Aún no hay un momento elegido
past-about = Solo para mirar. Aquí no cambia nada.
past-back = Volver a ahora
past-shows = Lo que se muestra
past-day = Día
past-weeks = hace 4 semanas
past-now = ahora
past-exact = Día y hora
past-words = O con palabras
past-words-example = el martes pasado a las 17:00
past-look = Mirar
past-waiting = Espera desde antes
past-empty = Entonces aquí no había nada
past-empty-text = Mueve el control o di otro momento.
past-refused = Estás mirando otro momento, así que no se cambia nada
past-refused-hint = Vuelve antes a ahora.
