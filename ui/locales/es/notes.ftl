# Notas.
note-new = Nueva nota
note-untitled = Sin título
note-body = Texto
note-placeholder = Escribe. Se guarda sobre la marcha.
note-saved = Guardado: { $when }
note-saving = Guardando…
note-drop = Soltar esta nota
notes-find = Buscar en las notas
notes-none = Ninguna nota tiene estas palabras.
notes-pick = Elige una nota, o escribe una nueva.
notes-back = Todas las notas
notes-empty = Un lugar para palabras que no son tareas
notes-empty-text = Medidas de la casa, ideas de regalos, lo que fue bien. Las notas son texto sencillo y, si quieres, pertenecen a un área.
notes-example = Escribir la primera nota
notes-example-body = Lo que fue bien esta semana:
