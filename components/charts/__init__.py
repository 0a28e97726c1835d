"""Table -> chart. Pure: no Streamlit call."""

from altair.utils import schemapi

# Altair checks every piece of a chart against its schema as it is made, which takes longer than all else on a click.
# The tests check whole charts instead.
schemapi.DEBUG_MODE = False
