# Hoy.
today-free = { $time } libres
today-planned = { $time } planeadas
today-coming = { $title } en { $time }
today-tasks = Hoy
today-open-of = { $open } de { $all } por hacer
today-no-tasks = No hay tareas para hoy. Con Q añades lo que tengas en la cabeza.
today-empty = Un día todavía sin nada
today-empty-text = Escribe lo que tengas en la cabeza, con fechas y todo. Daymark las lee.
today-example = Llamar al dentista mañana a las 10
timeline = El día
all-day = Todo el día
all-day-until = hasta { $day }
block-done = hecho
gap-until = { $time } hasta { $title }
gap-free = { $time } libres
gap-rest = Quedan { $time } del día

next = Lo siguiente
next-started = Estás en ello
next-start = Empezar
next-done = Hecho
next-smaller = Más pequeño
next-not-now = Ahora no
next-pause = Pausar
next-none-left = Nada más te pide atención ahora.
next-again = Mirarlas otra vez
said-not-now = Ahora no. Aquí está lo siguiente.
smaller-ask = ¿Cuál sería un primer paso de diez minutos?
smaller-example = Abrir la carpeta y mirar
smaller-add = Añadir paso
said-step = Primer paso añadido: { $title }

waiting = { $count ->
    [one] Una cosa espera desde antes
   *[other] { $count } cosas esperan desde antes
}
waiting-open = Mirarlas
waiting-close = Plegar
waiting-all-today = Todo a hoy
waiting-all-tomorrow = Todo a mañana

today-held = { $count ->
    [one] Una cosa aún no se puede hacer
   *[other] { $count } cosas aún no se pueden hacer
}
