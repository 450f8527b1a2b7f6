# Diagnóstico, proveedores, datos de ejemplo, y lo que dio una herramienta.

doctor-database = Todas las páginas están bien (formato { $format }, SQLCipher).
doctor-database-damaged = { $count ->
    [one] Una página está dañada
   *[other] { $count } páginas están dañadas
 }, la primera: { $first }. Copia la carpeta de datos y luego restaura la última copia de seguridad.
doctor-log = { $changes ->
    [one] Un cambio registrado
   *[other] { $changes } cambios registrados
 }, { $tasks ->
    [one] una tarea
   *[other] { $tasks } tareas
 }.
doctor-key = La clave de la base de datos está en: { $place }.
doctor-secrets = Las claves de los proveedores se pueden leer.
doctor-search = La búsqueda responde.
doctor-reminders = { $count } por venir. Suenan mientras Daymark está en marcha.
doctor-no-model = No hay ningún modelo configurado; el asistente responde con reglas.

provider-local-only = Nada sale de este dispositivo: «solo local» está activado en los ajustes.
provider-late = El servidor no ha respondido en diez segundos.
provider-answers = Responde y ofrece { $count ->
    [one] un modelo
   *[other] { $count } modelos
 }.

sample-removed = { $count ->
    [one] Una cosa de ejemplo está
   *[other] { $count } cosas de ejemplo están
 } en la papelera

tool-found = { $count ->
    [one] 1 cosa
   *[other] { $count } cosas
 }
tool-read = leído
tool-nothing-found = no se encontró nada
tool-refused = rechazado

doctor-attachments = { $count ->
    [0] No hay adjuntos.
    [one] Un archivo adjunto, y está entero.
   *[other] { $count } archivos adjuntos, todos enteros.
 }
doctor-attachments-part = Hay { $count } archivos adjuntos; { $read } de ellos se leyeron hasta el final y están enteros.
doctor-attachments-bad = De { $count } archivos adjuntos faltan { $missing } y { $damaged } están dañados. Restaura la carpeta «attachments» de una copia de seguridad o adjúntalos otra vez.
