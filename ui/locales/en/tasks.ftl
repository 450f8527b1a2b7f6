# Tasks.
