"""Learn the engine's forests from pages with gold; held-out pages are never read here."""
