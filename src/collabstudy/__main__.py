"""`python -m collabstudy` is the command."""

from collabstudy.cli.main import app

app()
