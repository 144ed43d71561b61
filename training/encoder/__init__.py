"""How the shipped encoder is trained: ``training/README.md`` has the commands."""
