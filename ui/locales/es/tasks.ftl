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
choosing-list = Tareas para elegir
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
