# Saved filters.

filter-quick = Quick wins
filter-waiting = Waits from before
filter-undated = Without a day
filter-important = High priority
filter-started = Started
filter-done = Done this week

error-no-filter = There is no such saved filter.
error-filter-taken = There is already a saved filter named '{ $name }'.
error-many-filters = There are already { $most } saved filters; put some in the trash first.
error-query-filter = there is no saved filter named '{ $name }'. In quotes it is looked for in the text.
error-query-circle = the saved filter '{ $name }' asks for itself.
error-query-within = in the saved filter '{ $name }': { $why }

label-add-filter = Save the filter '{ $title }'
label-change-filter = Change the filter '{ $title }'
label-a-filter-added = Save a filter
label-a-filter-changed = Change a filter
