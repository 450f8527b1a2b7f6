# El marco de la aplicación, y lo que necesita cada pantalla.
app-name = Daymark
skip-to-main = Ir al contenido
close = Cerrar
open = Abrir
cancel = Cancelar
save = Guardar
try-again = Reintentar
loading = Cargando
toasts = Mensajes

nav = Lugares
nav-today = Hoy
nav-inbox = Bandeja
nav-calendar = Calendario
nav-tasks = Tareas
nav-goals = Metas y áreas
nav-notes = Notas
nav-assistant = Asistente
nav-search = Buscar
nav-history = Historial
nav-trash = Papelera
nav-settings = Ajustes
nav-areas = Áreas
nav-filters = Filtros
nav-more = Más lugares
nav-all = Menú
add-anything = Añadir algo
assistant = Asistente
open-tasks = { $count ->
    [one] { $count } tarea abierta
   *[other] { $count } tareas abiertas
}

undo = Deshacer
redo = Rehacer
undone = Deshecho: { $label }
redone = Hecho de nuevo: { $label }
undo-nothing = No queda nada que deshacer
redo-nothing = No hay nada que rehacer

away = Daymark no responde en este momento. Lo que ves es lo último que dijo; lo vuelve a intentar por sí solo.
trouble-title = Eso no ha funcionado
trouble-not-found = Esto ya no está aquí
trouble-unavailable = Daymark no responde
trouble-storage = No se puede usar la base de datos
trouble-away = Daymark no responde
trouble-away-hint = Comprueba que sigue en marcha y vuelve a intentarlo. No se ha perdido nada de lo que guardaste.
trouble-unreadable = No se ha podido leer la respuesta a { $name }

trouble-file = No se ha podido leer el archivo { $name } como texto

crash-title = Daymark se ha detenido
crash-text = Algo ha fallado al dibujar las pantallas. Todo lo que guardaste está a salvo. Ábrelo de nuevo para seguir; si vuelve a ocurrir, las palabras de abajo ayudan a saber por qué.
crash-reload = Abrir de nuevo

# Lo que se hizo, en mensajes.
said-completed = Hecho: { $title }
said-reopened = Abierto de nuevo: { $title }
said-moved = Movido ({ $day }): { $title }
said-moved-many = { $count } tareas movidas ({ $day })
said-day-taken = Ya sin día: { $title }
said-day-taken-many = { $count } tareas ya no tienen día
said-someday = Dejado para algún día: { $title }
said-let-go = Soltado: { $title }
said-skipped = Saltado esta vez: { $title }
said-filed = Ahora en { $place }: { $title }
said-unfiled = Ahora sin área ni meta: { $title }
said-renamed = Renombrado: { $title }
said-started = Empezado: { $title }
said-paused = En pausa: { $title }
said-changed = Cambiado: { $title }
said-added = Añadido: { $title }
