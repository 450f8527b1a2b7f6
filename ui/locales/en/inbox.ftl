# Inbox.
