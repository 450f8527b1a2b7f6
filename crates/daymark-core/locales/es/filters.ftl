# Filtros guardados.

filter-quick = Rápidas de hacer
filter-waiting = Esperan de antes
filter-undated = Sin día
filter-important = Prioridad alta
filter-started = Empezadas
filter-done = Hechas esta semana

error-no-filter = No existe ese filtro guardado.
error-filter-taken = Ya hay un filtro guardado llamado «{ $name }».
error-many-filters = Ya hay { $most } filtros guardados; deja antes algunos en la papelera.
error-query-filter = no hay ningún filtro guardado llamado «{ $name }». Entre comillas se busca en el texto.
error-query-circle = el filtro guardado «{ $name }» pregunta por sí mismo.
error-query-within = en el filtro guardado «{ $name }»: { $why }

label-add-filter = Guardar el filtro «{ $title }»
label-change-filter = Cambiar el filtro «{ $title }»
label-a-filter-added = Guardar un filtro
label-a-filter-changed = Cambiar un filtro
