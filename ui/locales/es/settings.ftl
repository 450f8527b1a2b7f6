# Ajustes.
settings-look = Aspecto
settings-day = Día y hora
settings-models = Modelos
settings-data = Datos
settings-keys = Atajos
setting-theme = Tema
theme-system = Como el sistema
theme-light = Claro
theme-dark = Oscuro
setting-density = Densidad
setting-density-about = Compacta muestra más filas en la pantalla.
density-comfortable = Cómoda
density-compact = Compacta
setting-language = Idioma
setting-language-about = El pseudoidioma muestra qué palabras aún no se pueden traducir.
language-en = English
language-de = Deutsch
language-es = Español
language-en-XA = Pseudo
setting-tray = Seguir en la bandeja del sistema
setting-tray-about = Al cerrar la ventana, los recordatorios y añadir rápido siguen a mano.
setting-cycle = Reloj
cycle-24 = 15:00
cycle-12 = 3:00 p. m.
setting-week = La semana empieza el
setting-hours = Horas del día
setting-hours-about = Lo que muestra la línea del día.
hours-from = De
hours-to = a
hours-until = Hasta
hours-midnight = 24:00
setting-day-first = El día antes del mes
setting-day-first-about = Lee 3/4 como el tres de abril.
setting-keys-about = Todas las teclas en una hoja.
setting-keys-show = Mostrar
setting-quick-add = Añadir desde cualquier lugar
setting-quick-add-about = Funciona con Daymark en segundo plano. Déjalo vacío para no tener ninguno.
setting-history-about = Cada cambio, quién lo hizo, y el camino de vuelta.

models-none = No hay ningún modelo configurado
models-none-text = Daymark responde con reglas en este dispositivo. Un modelo añade charla libre y mejores pasos; nunca hace falta.
model-add = Añadir un modelo
model-first = responde primero
model-has-key = clave bien guardada
model-prefer = Preguntar primero
model-test = Probar
model-testing = Probando
model-took = ({ $milliseconds } ms)
model-offers = Ofrece { $models }
model-remove = Quitar { $name } y su clave
model-remove-short = Quitar
model-kind = Tipo
model-kind-openai = Compatible con OpenAI
model-kind-scripted = Demo con guion
model-openai-about = Cualquier servidor que hable como OpenAI (chat completions): Ollama, LM Studio, llama.cpp, o un servicio con clave.
model-scripted = con guion, para probar
model-scripted-about = Da siempre las mismas respuestas, en este dispositivo. Bueno para echar un vistazo.
model-name = Nombre
model-name-example = Ollama
model-url = Dirección
model-url-example = http://localhost:11434/v1
model-model = Modelo
model-model-example = smollm2:1.7b
model-key = Clave
model-key-about = Va al llavero de este ordenador y a ningún otro sitio. Déjala vacía donde no haga falta.
model-needs = Necesita un nombre y una dirección.
model-save = Añadir
said-model-added = { $name } ya puede responder
said-model-removed = { $name } y su clave se han quitado
local-only = Nada sale de este dispositivo
local-only-about = Solo se pregunta a los modelos de este dispositivo, diga lo que diga una conversación.

import = Traer un archivo
import-about = Tareas, notas y calendarios de otros programas: Todoist, TickTick, Taskwarrior, Super Productivity, Vikunja, Things, Markdown, Org, CSV, JSON o .ics. Ves lo que traería antes de que cambie nada, y un deshacer lo quita.
import-choose = Elegir un archivo
import-reading = Leyendo el archivo
import-too-large = El archivo ocupa más de 64 MB
import-do = { $count ->
    [0] Nada que traer
    [one] Traer uno
   *[other] Traer { $count }
}
said-imported = { $count } traídos de { $name }
report-added = nuevos
report-updated = cambiados
report-unchanged = ya estaban
report-refused = omitidos
report-why = Por qué se omiten algunos
report-line = línea { $line }
report-more = y { $count } más
report-lost = Lo que no se puede traer
report-times = { $count } ×
sample = Datos de ejemplo
sample-about = Quita lo que vino para echar un vistazo. Tus propias cosas se quedan.
sample-remove = Quitar
sample-none = No hay datos de ejemplo
said-sample-removed = Los datos de ejemplo se han quitado

about = Acerca de Daymark
about-folder = Carpeta de datos
about-key = Clave
about-device = Dispositivo
about-zone = Zona horaria
about-version = Versión { $version }

settings-keeping = Conservar
import-undone = La importación se ha deshecho. Lo que tenías antes está como estaba.

export = Sacar un archivo
export-about = Tus cosas en un archivo, para otro programa o para guardarlas. No cambia nada.
export-format = Formato
export-only = Solo las tareas que coincidan
export-only-example = area:casa due<=viernes
export-do = Exportar
export-making = Preparando el archivo
export-saved = { $name } está en las descargas de tu navegador.
export-window = { $name } está listo. Esta ventana no puede escribir archivos: copia el texto y guárdalo donde quieras, o usa «daymark export» en un terminal.
export-copy = Copiar el texto
export-copied = Copiado
export-not-copied = El portapapeles no lo ha aceptado. «daymark export» en un terminal escribe el mismo archivo.
export-left-out = Lo que el otro programa no verá
export-kind-task = { $count ->
    [one] una tarea
   *[other] { $count } tareas
}
export-kind-event = { $count ->
    [one] una cita
   *[other] { $count } citas
}
export-kind-note = { $count ->
    [one] una nota
   *[other] { $count } notas
}
export-kind-area = { $count ->
    [one] un área
   *[other] { $count } áreas
}
export-kind-goal = { $count ->
    [one] un objetivo
   *[other] { $count } objetivos
}
export-kind-other = { $count ->
    [one] otra cosa
   *[other] otras { $count } cosas
}
format-daymark = Daymark, todo
format-json = JSON
format-csv = Tabla CSV
format-ics = Archivo de calendario (.ics)
format-markdown = Markdown
format-org = Org
format-todoist = Todoist
format-ticktick = TickTick
format-taskwarrior = Taskwarrior
format-superproductivity = Super Productivity
format-vikunja = Vikunja
format-things = Things
