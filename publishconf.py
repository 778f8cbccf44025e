"""Settings for publishing with Pelican's own command: those of pelicanconf.py, unchanged."""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403 - as Pelican documents it
