"""From text files to stored stories: read, reconstruct, recognize, store."""
