"""Settings for Pelican: plain values, nothing of ours imported.

What belongs to a coalition (names, languages, address) stands in content/coalition.yaml. Here is
only what makes Pelican leave everything to the plugin ``coalition``.
"""

PATH = "."
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["coalition"]

# Empty: the public address in content/coalition.yaml.
SITEURL = ""
SITENAME = "Coalition"

# Pelican's own readers and generators get nothing to do.
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
READERS = {"rst": None}

FEED_ALL_ATOM = None
FEED_ALL_RSS = None
FEED_ATOM = None
FEED_RSS = None
CATEGORY_FEED_ATOM = None
CATEGORY_FEED_RSS = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TAG_FEED_ATOM = None
TAG_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
TRANSLATION_FEED_RSS = None

# Dates are written from CLDR; the process's locale is never asked.
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
TIMEZONE = "UTC"

# To use Python-Markdown in place of GitHub's engine, define it here (docs/decisions.md):
# MARKDOWN = {"extensions": ["tables", "footnotes"]}
