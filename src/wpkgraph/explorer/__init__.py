"""The data of explorer.html: the whole network as tables, communities, places on the page, evidence and texts."""
