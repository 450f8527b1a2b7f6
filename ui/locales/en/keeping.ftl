# Keeping.
