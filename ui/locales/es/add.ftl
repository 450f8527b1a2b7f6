# Añadir rápido.
add-placeholder = ¿Qué tienes en la cabeza?
add-example-1 = Llamar a Ada mañana a las 15:00 durante 20 min
add-example-2 = Regar las plantas cada sábado #casa
add-example-3 = Papeles de impuestos antes del viernes !alta
add-understood = Entendido: { $said }
add-kind = Qué es
add-add = Añadir
add-stay = añadir y seguir
kind-task = Tarea
kind-event = Evento
kind-note = Nota
kind-habit = Hábito
chip-repeat-time = { $repeat }, { $time }
chip-reminder = Recordatorio { $time }
chip-reminder-before = Recordatorio { $time } antes
chip-priority-high = Prioridad alta
chip-priority-medium = Prioridad media
chip-priority-low = Prioridad baja
chip-energy-high = Mucha energía
chip-energy-medium = Algo de energía
chip-energy-low = Poca energía
chip-mute = «{ $words }» es solo texto
chip-mute-short = Solo texto
chip-muted = «{ $words }» es solo texto
chip-unmute = Volver a leerlo
said-added-to = Añadido a { $place }: { $title }
dump-title = Muchas ideas
dump-ask = ¿Hacer { $count } cosas con esto?
dump-text = Una idea por línea
dump-example = comprar sellos mañana
dump-read = Lo que se entendió
dump-none = Cada línea será una tarea, un evento o una nota.
dump-count = { $count ->
    [one] Una cosa
   *[other] { $count } cosas
}
dump-as-one = Dejar como una
dump-add = { $count ->
    [one] Añadir una
   *[other] Añadir { $count }
}
said-dumped = { $count ->
    [one] Una cosa añadida
   *[other] { $count } cosas añadidas
}
