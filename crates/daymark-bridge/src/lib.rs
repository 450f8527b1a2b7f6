//! The catalogue over loopback HTTP and WebSocket, for a browser and for daymark serve.
