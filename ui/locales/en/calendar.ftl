# Calendar.
