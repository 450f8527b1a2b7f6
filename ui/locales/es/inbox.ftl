# La bandeja de entrada.
inbox-count = { $count ->
    [one] Una cosa por decidir
   *[other] { $count } cosas por decidir
}
inbox-file = Área o meta
inbox-done = Hecho
inbox-rename = Renombrar
inbox-empty = Nada espera una decisión
inbox-empty-text = Lo que añades sin día ni lugar llega primero aquí, como «preguntar a Ada por las habitaciones». Una tecla decide luego qué será de ello.
