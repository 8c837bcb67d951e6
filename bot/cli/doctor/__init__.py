"""What ``sitrep check`` looks at, one file a part. Each says what is wrong and how to mend it."""
