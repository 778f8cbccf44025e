"""What the templates ask for and Pelican does not give: articles by member and by kind."""

from typing import Any

from pelican import signals


def gather(generator: Any) -> None:
    """Put both into the context, and keep members out of the paginated lists."""
    generator.context["by_member"] = {author.slug: found for author, found in generator.authors}
    generator.context["by_kind"] = {kind.slug: found for kind, found in generator.categories}
    generator.categories = [one for one in generator.categories if one[0].slug != "members"]


def register() -> None:
    """Tell Pelican."""
    signals.article_generator_finalized.connect(gather)
