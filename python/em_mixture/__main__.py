"""`python -m em_mixture` opens the page with the lesson, which needs no network, and prints where it is."""

import webbrowser
from pathlib import Path

page = Path(__file__).with_name("em-mixture-offline.html").as_uri()
print(page)
webbrowser.open(page)
