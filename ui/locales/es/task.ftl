# Una tarea: su fila y sus detalles.
task = Tarea
complete-task = Completar { $title }
reopen-task = Reabrir { $title }
by-day = límite: { $day }
priority-high = alta
steps-of = { $done } de { $all }
repeats = se repite
row-after = { $others ->
    [0] después de «{ $title }»
   *[other] después de «{ $title }» y { $others } más
}
row-waiting = esperando a { $who }
row-checklist = lista { $done } de { $all }
started = Empezada
title-field = Título

act-today = Hoy
act-tomorrow = Mañana
act-later = Más tarde
act-file = Área
act-someday = Algún día
act-drop = Soltar
act-on = { $act }: { $title }

when-for = Cuándo, para «{ $title }»
when-placeholder = Un día, o «en 3 semanas»
when-weekend = Este fin de semana
when-next-week = La próxima semana
when-two-weeks = En dos semanas
when-month = En un mes
when-none = Sin día
when-not-understood = Eso aún no es un día. Prueba «viernes», «12 dic» o «en 3 semanas».
file-for = ¿Dónde va «{ $title }»?
file-placeholder = Unas letras de un área o meta
file-nowhere = En ningún sitio
file-nothing = Ningún área ni meta tiene estas letras

task-field-start = Inicio
task-field-due = Vence
task-deadline = Fecha límite
task-field-estimate = Dura
task-field-place = Pertenece a
task-field-repeat = Se repite
task-field-priority = Prioridad
task-field-energy = Energía
task-field-tags = Etiquetas
task-field-unset = nada
task-field-change = { $name }: { $value }
weight-none = Ninguna
weight-low = Baja
weight-medium = Media
weight-high = Alta
tag-add = Añadir una etiqueta
tag-remove = Quitar la etiqueta { $tag }
task-notes = Notas
task-notes-empty = Lo que convenga saber. El Markdown queda como lo escribes.
task-steps = Pasos
task-step-add = Añadir un paso
task-history = { $count ->
    [one] Un cambio
   *[other] { $count } cambios
}
task-made = Añadida: { $when }
task-in-trash = En la papelera
task-restore = Sacar de ahí
task-said-restored = Fuera de la papelera: { $title }
said-notes = Notas guardadas: { $title }
said-step-added = Paso añadido: { $title }
estimate-for = ¿Cuánto dura «{ $title }»?
estimate-placeholder = Minutos, o «1h 30»
estimate-nothing = Eso aún no es una duración. Prueba «40», «1h» o «1h 30».

repeat-for = ¿Cada cuánto se repite «{ $title }»?
repeat-placeholder = Cada martes, o «cada 3 días después de hacerlo»
repeat-nothing = Eso aún no es una repetición. Prueba «cada martes» o «cada 2 semanas».
repeat-none = Nunca
repeat-daily = Cada día
repeat-weekdays = Cada día laborable
repeat-weekly = Cada { $day }
repeat-fortnightly = Un { $day } sí y otro no
repeat-monthly = Cada mes el día { $day }
repeat-yearly = Cada año el { $day }
repeat-after-done = Una semana después de hacerlo

attachments = Adjuntos
attach = Adjuntar un archivo
attach-progress = Adjuntando { $name }
attach-stop = Dejar de adjuntar { $name }
attach-unreadable = «{ $name }» no se puede leer.
said-attached = Adjuntado: { $name }
said-attach-stopped = Sin adjuntar: { $name }
said-attachment-removed = Quitado: { $name }
attachment-open = Ver { $name }
attachment-save = Guardar { $name }
attachment-remove = Quitar { $name }
attachment-opens = Abriendo…
attachment-claims = en realidad { $media }
size-bytes = { $count } B
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
attachment-remove-word = Quitar
