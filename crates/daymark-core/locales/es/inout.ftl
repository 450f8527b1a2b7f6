# Lo que importar y exportar rechazan y dicen.

error-import-large = El archivo ocupa más de 64 MiB; divídelo.
error-import-refused = { $count } de las entradas no se pueden leer, así que no se ha importado nada. La primera es la línea { $line }: { $reason }
error-import-refused-hint = Corrige el archivo, míralas todas con una prueba, o importa las entradas buenas con --partial.
error-import-format = «{ $format }» no es un formato que se pueda importar; hay daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity, vikunja y things.
error-import-unknown = El archivo no dice de ninguna manera conocida qué es. Indica su formato.
error-import-binary = El archivo no es texto. Un ZIP hay que descomprimirlo antes.
error-import-daymark = Línea { $line }: el archivo no está completo ({ $why }).
error-import-not-daymark = No es un archivo exportado por Daymark; debería indicar el formato daymark.
error-import-newer = Una versión más nueva de Daymark escribió este archivo; actualiza Daymark para leerlo.
error-import-object = la entrada es de un tipo que esta versión no conoce, o un campo no se puede leer.
error-import-other-kind = el id { $id } pertenece aquí a una entrada de otro tipo.
error-import-no-start = un evento necesita un comienzo.
error-export-format = «{ $format }» no es un formato al que se pueda exportar; hay daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity, vikunja y things.
error-export-whole = El formato daymark contiene todo; quita la consulta o usa json.
export-providers = proveedores de modelos y sus claves
export-proposals = propuestas que esperan consentimiento
export-stays = se queda en este dispositivo
export-left-thing = { $what ->
    [checklist] listas de comprobación de tareas
    [waiting] lo que esperan las tareas
    [links] direcciones en tareas
    [project] proyectos, salvo sus nombres en las tareas
    [section] secciones, salvo sus nombres en las tareas
    [habit] hábitos y sus marcas
    [routine] rutinas
    [entry] entradas del diario
    [attachment] archivos adjuntos
    [filter] filtros guardados
    [template] plantillas
    [stretch] tiempos registrados
   *[other] cosas de otro tipo
}
export-left-why = solo el formato propio de Daymark las contiene
import-lost-dependencies = dependencias de tareas que no están en el archivo (conservadas, no se muestran)
import-lost-sections = secciones (conservadas, no se muestran)
