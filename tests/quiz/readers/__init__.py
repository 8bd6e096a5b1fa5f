"""What is exported, read by others' programs, which `make test-quiz` installs in `.venv-quiz`."""
