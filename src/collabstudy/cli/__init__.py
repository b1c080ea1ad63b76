"""What people type: one file a command; each reads the study, calls one function of the library, prints."""
