"""Ids of feeds and their entries: tag URIs (RFC 4151) that start with the site's `id` and never change."""

from dayline.schema.site import SiteRecord
from dayline.schema.tag_uri import default_prefix


def tag(site: SiteRecord, name: str) -> str:
    """The tag URI of a name on this site."""
    return f"tag:{site.id or default_prefix(site.base_url)}:{name}"
