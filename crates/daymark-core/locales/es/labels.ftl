# Cómo se llaman los pasos del historial. Se guardan por su clave y se dicen al leerlos: una clave puede
# añadirse, pero nunca irse ni cambiar sus argumentos.

label-add = Añadir «{ $title }»
label-add-area = Añadir el área «{ $title }»
label-add-event = Añadir el evento «{ $title }»
label-add-goal = Añadir la meta «{ $title }»
label-add-project = Añadir el proyecto «{ $title }»
label-add-section = Añadir la sección «{ $title }»
label-add-note = Añadir la nota «{ $title }»
label-change = Cambiar «{ $title }»
label-change-area = Cambiar el área «{ $title }»
label-change-event = Cambiar el evento «{ $title }»
label-change-goal = Cambiar la meta «{ $title }»
label-change-project = Cambiar el proyecto «{ $title }»
label-change-section = Cambiar la sección «{ $title }»
label-change-note = Cambiar la nota «{ $title }»
label-change-setting = Cambiar el ajuste «{ $name }»
label-skip = Saltar «{ $title }»
label-skip-many = Saltar { $count } cosas
label-complete = Completar «{ $title }»
label-complete-many = Completar { $count } cosas
label-reopen = Reabrir «{ $title }»
label-reopen-many = Reabrir { $count } cosas
label-move = Mover «{ $title }»
label-move-many = Mover { $count } cosas
label-trash = Poner en la papelera «{ $title }»
label-trash-many = Poner en la papelera { $count } cosas
label-restore = Restaurar «{ $title }»
label-restore-many = Restaurar { $count } cosas
label-snooze = Aplazar «{ $title }»
label-done = Hecho: { $title }
label-open-again = Abierto de nuevo: { $title }
label-undo = Deshacer: { $label }
label-redo = Rehacer: { $label }
label-begin = Empezar
label-import = Importar { $format } (nuevas: { $added }, cambiadas: { $updated })
label-import-calendar = Importar un calendario (nuevos: { $added }, cambiados: { $updated })

# Cuando un paso no tiene nada mejor que decir de sí mismo.
label-something-added = Añadir
label-add-many = Añadir { $count } cosas
label-a-task-added = Añadir una tarea
label-a-task-changed = Cambiar una tarea
label-a-checklist-changed = Cambiar una lista de control
label-a-project-added = Añadir un proyecto
label-a-project-changed = Cambiar un proyecto
label-a-section-added = Añadir una sección
label-a-section-changed = Cambiar una sección
label-tasks-completed = Completar tareas
label-tasks-reopened = Reabrir tareas
label-tasks-moved = Mover tareas
label-tasks-skipped = Saltar tareas
label-an-event-skipped = Saltar un evento
label-tasks-ordered = Ordenar tareas
label-an-area-added = Añadir un área
label-an-area-changed = Cambiar un área
label-a-goal-added = Añadir una meta
label-a-goal-changed = Cambiar una meta
label-an-event-added = Añadir un evento
label-an-event-changed = Cambiar un evento
label-a-note-added = Añadir una nota
label-a-note-changed = Cambiar una nota
label-things-trashed = Poner en la papelera
label-things-restored = Restaurar
label-settings-changed = Cambiar ajustes
label-sample-removed = Quitar los datos de ejemplo
label-imported = Importar
label-a-reminder-answered = Responder a un recordatorio
label-a-conversation-renamed = Renombrar una conversación
label-a-provider-added = Añadir un proveedor
label-a-provider-removed = Quitar un proveedor
label-a-proposal-accepted = Aceptar una propuesta
label-proposed = Proponer
label-said = Decir
label-answered = Responder

# Títulos de propuestas, que son los nombres de los pasos en que se convierten. { $count } cuenta cosas.
proposed-add = Añadir «{ $title }»
proposed-change = Cambiar «{ $title }»
proposed-complete = Completar «{ $title }»
proposed-trash = Poner en la papelera «{ $title }»
proposed-restore = Restaurar «{ $title }»
proposed-changes = { $count } cambios
proposed-move = Mover { $count ->
    [one] una cosa
   *[other] { $count } cosas
 } para { $day }
proposed-break-down = Dividir «{ $title }» en { $count } pasos

# Los ajustes por su nombre.
a-setting-theme = tema
a-setting-density = densidad
a-setting-language = idioma
a-setting-week-start = inicio de la semana
a-setting-hour-cycle = formato de hora
a-setting-day-first = día primero
a-setting-day-begins = inicio del día
a-setting-day-ends = fin del día
a-setting-close-to-tray = cerrar a la bandeja del sistema
a-setting-quick-add-shortcut = atajo para añadir
a-setting-provider = proveedor
a-setting-local-only = solo local
a-setting-onboarded = primeros pasos hechos
a-setting-other = { $key }

# Lo viejo y lo nuevo en una propuesta.
change-day-time = { $day }, { $time }
change-yes = sí
level-low = baja
level-medium = media
level-high = alta
status-pending = pendiente
status-in-progress = en curso
status-completed = completada
status-draft = borrador
status-active = activa
status-on-hold = en pausa
status-archived = archivada
status-other = { $word }

label-attach = Adjuntar «{ $name }» a «{ $title }»
label-rename-attachment = Cambiar el nombre del adjunto «{ $name }»
label-a-file-attached = Un archivo adjuntado
a-setting-attachment-file-mb = tamaño máximo de un adjunto
a-setting-attachment-total-mb = espacio para adjuntos
a-setting-attachment-originals = conservar las imágenes originales
label-change-many = Cambiar { $count } tareas
label-tasks-changed = Cambiar tareas
