"""工会新闻库, the Union News Archive: whole stories from scrambled pages, searchable and citable."""

__version__ = "0.1.0"
