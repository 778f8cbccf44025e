"""Settings for Pelican: each language is a site of its own, made by the plugin i18n_subsites."""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "output"
INTERFACE = json.loads((HERE / "interface.json").read_text("utf-8"))
DEFAULT_LANG, *OTHERS = INTERFACE
LANG_NAMES = {language: words["name"] for language, words in INTERFACE.items()}


def of_language(language: str) -> dict[str, object]:
    """What differs from language to language."""
    address = f"https://example.org/{language}"
    return {
        "SITENAME": INTERFACE[language]["site"],
        "SITEURL": address,
        "FEED_DOMAIN": address,
        "OUTPUT_PATH": str(OUTPUT / language),
        "UI": INTERFACE[language],
    }


globals().update(of_language(DEFAULT_LANG))
PLUGIN_PATHS = ["."]
PLUGINS = ["i18n_subsites", "members_and_kinds"]
I18N_SUBSITES = {language: of_language(language) for language in OTHERS}
I18N_UNTRANSLATED_ARTICLES = "remove"

PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
ARTICLE_PATHS = [""]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
USE_FOLDER_AS_CATEGORY = False

DIRECT_TEMPLATES = ["index", "tags", "directory"]
TAGS_SAVE_AS = "tags/index.html"
DIRECTORY_SAVE_AS = "members/index.html"
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/{category}/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "members/{slug}/"
AUTHOR_SAVE_AS = ""
DEFAULT_PAGINATION = False
PAGINATED_TEMPLATES = {"category": 20}
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

FEED_RSS = "feed.xml"
AUTHOR_FEED_RSS = "authors/{slug}/feed.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = True
FEED_ATOM = None
FEED_ALL_ATOM = None
AUTHOR_FEED_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
