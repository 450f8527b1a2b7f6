# Tareas.
filter = Filtro
filter-placeholder = Palabras, o due:viernes area:casa #teléfono
filter-clear = Vaciar el filtro
filter-chips = Filtros
chip-open = Abiertas
chip-today = Hoy
chip-week = Esta semana
chip-waiting = De antes
chip-someday = Algún día
chip-done = Hechas
tasks-count = { $count ->
    [one] Una tarea
   *[other] { $count } tareas
}
tasks-more = Las primeras { $shown } de { $all } tareas. Una palabra en el filtro encuentra las demás.
tasks-empty = Aún no hay tareas
tasks-empty-text = Todo lo que quieres hacer se encuentra aquí, sea para el día que sea. Escribe la primera.
tasks-example = Devolver los libros a la biblioteca el viernes
tasks-none = Nada encaja con este filtro
tasks-none-text = Quita una palabra, o mira todas las tareas abiertas.
tasks-show-all = Todas las tareas abiertas
choosing = Elegir
choosing-do = Hacer con todo lo elegido
choosing-count = { $count } elegidas
choosing-all = Todas
choosing-complete = Completar
choosing-reopen = Reabrir
choosing-move = Mover
choosing-when = { $count ->
    [one] Cuándo, para esta tarea
   *[other] Cuándo, para estas { $count } tareas
}
said-completed-many = { $count ->
    [one] Una tarea hecha
   *[other] { $count } tareas hechas
}
said-reopened-many = { $count ->
    [one] Una tarea abierta de nuevo
   *[other] { $count } tareas abiertas de nuevo
}
said-let-go-many = { $count ->
    [one] Una tarea soltada
   *[other] { $count } tareas soltadas
}
query-options = Lo que puede ir aquí
query-kind-field = campo
query-kind-operator = comparación
query-kind-word = une
filter-save = Guardar como filtro
filter-change = Cambiar el filtro
filter-saved = Filtros guardados
filter-name = Nombre
filter-name-example = Rápidas de hacer
filter-query = Lo que pide
filter-pinned = Tenerlo en la barra lateral
picked = elegida
layout = Mostrar como
layout-list = Lista
layout-board = Tablero
layout-table = Tabla
board-by = Columnas por
board-status = Estado
board-priority = Prioridad
board-area = Área
board-due = Día
board-open = Por hacer
board-started = Empezadas
board-done = Hechas
board-no-area = Sin área
board-no-day = Sin día
board-week = En la semana siguiente
board-later = Más adelante
board-none = Aquí no hay nada
board-said = { $title }: { $column }
board-hint = Las flechas van de tarjeta en tarjeta; Mayús con una flecha lleva una tarjeta a la columna de al lado.
column-done = Hecha
column-title = Tarea
column-area = Área
column-day = Día
column-deadline = Plazo
column-priority = Prioridad
column-estimate = Dura
column-tags = Etiquetas
priority-word-high = Alta
priority-word-medium = Media
priority-word-low = Baja
priority-none = Sin prioridad
choosing-place = { $count ->
    [one] Dónde va esta tarea
   *[other] Dónde van estas { $count } tareas
}
choosing-tag = Etiqueta
choosing-tag-for = { $count ->
    [one] Etiquetas de esta tarea
   *[other] Etiquetas de estas { $count } tareas
}
choosing-priority = Prioridad
choosing-priority-for = { $count ->
    [one] Prioridad de esta tarea
   *[other] Prioridad de estas { $count } tareas
}
choosing-end = No elegir nada
choosing-tag-add = añadir
choosing-tag-take = quitar
choosing-tag-example = teléfono, espera, recados
choosing-nothing = Nada encaja
said-changed-many = { $count ->
    [one] Una tarea cambiada
   *[other] { $count } tareas cambiadas
}
