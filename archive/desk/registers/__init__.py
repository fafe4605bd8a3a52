"""The registers: every model as an editor meets it in the admin."""
