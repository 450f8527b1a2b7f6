# El pasado, los historiales y quién hizo qué.

error-past-command = A otro momento solo se le puede preguntar; allí no se puede cambiar nada.
error-past-command-hint = Cámbialo tal como está ahora, o deshaz el paso que encuentres allí.
error-past-call = «{ $call }» no se puede preguntar sobre otro momento.
error-past-when = «{ $words }» no se entiende como un momento.
error-past-when-hint = Prueba con «ayer 17:00», «el martes pasado» o 2026-11-20T15:00:00Z.
error-past-future = Ese momento aún está por llegar; di uno que ya haya pasado.
error-no-step = No existe ese paso.
error-no-turn = Esa respuesta no hizo ningún paso.
error-step-undone = Este paso ya está deshecho.
error-step-done = Este paso no está deshecho.
error-name-a-step = Indica un paso o una respuesta.
error-no-field = No hay ningún campo llamado «{ $field }».

who-person = tú
who-assistant = el asistente
who-import = importación de { $format }
who-device = dispositivo { $device }
who-unknown = alguien

life-made = añadido
life-trashed = puesto en la papelera
life-restored = sacado de la papelera
life-unmade = retirado

change-set = { $field }: { $to }
change-cleared = { $field }: { $from } quitado
change-from-to = { $field }: { $from } → { $to }

left-alone = { $field } de «{ $title }» se queda: lo cambió después «{ $label }»
left-in-trash = «{ $title }» cambió después con «{ $label }» y está en la papelera con ese cambio

place-today = Hoy
place-waiting = lo que espera de antes
place-upcoming = los próximos días
place-inbox = la bandeja de entrada
place-someday = Algún día
place-done = lo hecho
place-area = el área «{ $name }»
place-goal = la meta «{ $title }»
place-trash = la papelera
place-nowhere = ninguna parte: se deshizo su creación
place-left = salió de { $places }
place-entered = entró en { $places }
place-is-in = «{ $title }» está en { $places }.
place-is-in-none = «{ $title }» no está en ninguna de las listas.
cause-said = { $label } ({ $who }): { $what }

changed-title = Título
changed-notes = Notas
changed-place = Lugar en la lista
changed-area = Área
changed-goal = Meta
changed-status = Estado
changed-priority = Prioridad
changed-energy = Energía
changed-start = Inicio
changed-due = Vence
changed-deadline = Fecha límite
changed-estimate = Dura
changed-tags = Etiquetas
changed-repeat = Se repite
changed-reminders = Recordatorios
changed-someday = Algún día
changed-colour = Color
changed-target = Fecha objetivo
changed-end = Hasta
changed-location = Sitio
changed-skipped = Saltado
changed-also = También el
changed-content = Contenido
changed-other = { $name }
