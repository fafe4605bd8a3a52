"""The Haystack engine on Whoosh."""

from haystack.backends import BaseEngine

from archive.search.engines.sqs import TreeQuery
from archive.search.engines.whoosh.backend import WhooshBackend


class WhooshEngine(BaseEngine):
    """Named in ``HAYSTACK_CONNECTIONS``."""

    backend = WhooshBackend
    query = TreeQuery
