"""``python -m variorum.cli``."""

from variorum.cli import main

if __name__ == "__main__":
    main(prog_name="variorum")
