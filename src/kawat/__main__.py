"""``python -m kawat`` is the command ``kawat``."""

from kawat.cli import main

main()
