"""The only writer of the importer: what was read, put back together and recognized becomes rows."""
