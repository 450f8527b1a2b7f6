# Buscar.
search-placeholder = Palabras de algo que escribiste
search-begin = Encuentra todo por sus palabras
search-begin-text = Tareas, metas, notas, eventos y áreas, hechos o no. Basta una parte de una palabra.
search-example = carta
search-none = Nada tiene estas palabras
search-none-text = Con menos letras se encuentra más. Lo que soltaste está en la papelera.
search-events = Eventos
search-similar = Nada tiene exactamente estas palabras; esto se parece.
search-others = Otros
search-count = { $count ->
    [one] Una cosa encontrada
   *[other] { $count } cosas encontradas
}
