"""What is measured: tables, never timed tests. `make bench`; see README.md beside this file."""
