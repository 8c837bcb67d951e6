"""The words of the field as plain frozen data. Nothing here decides and nothing here does I/O."""
