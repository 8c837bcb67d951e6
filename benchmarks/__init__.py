"""What was measured, and how: ``make bench`` writes ``docs/benchmarks.md``."""
