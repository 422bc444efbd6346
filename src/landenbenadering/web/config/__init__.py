"""Settings, addresses and the server entry of the web application."""
