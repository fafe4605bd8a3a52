"""find: search from the command line."""

import json
import sys
from argparse import RawTextHelpFormatter
from html import unescape
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.html import strip_tags

from archive.errors import ArchiveError
from archive.search.find import Results, Sort, find

HELP = """检索文章，以未登录读者的身份。 Find articles, as a reader who is not signed in.

--json 每条检索式输出一个 JSON 对象，一行一个：
--json prints one JSON object a query, a line each:
  {"query", "count", "hits": [{"id", "url", "headline", "snippet"}]}
headline 为纯文本；snippet 为 HTML：已转义，命中处在 <mark> 中。
headline is plain text; snippet is HTML: escaped, what was found in <mark>.
提示写到标准错误。 Notices go to standard error."""


class Command(BaseCommand):
    """`manage.py find QUERY`."""

    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that leaves the lines of the help text as they are."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawTextHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """What can be asked, and how it is shown."""
        parser.add_argument(
            "query", help="检索式；- 表示从标准输入每行读一条 a query; - reads one a line from stdin"
        )
        parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")
        parser.add_argument(
            "--limit", type=int, default=20, help="最多几条（默认 20） at most this many (default 20)"
        )
        order = parser.add_mutually_exclusive_group()
        for sort, help_text in (
            (Sort.NEWEST, "最新在前 newest first"),
            (Sort.OLDEST, "最早在前 oldest first"),
        ):
            order.add_argument(f"--{sort}", dest="sort", action="store_const", const=sort, help=help_text)
        parser.set_defaults(sort=Sort.RELEVANCE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer each query."""
        queries = (
            [options["query"]] if options["query"] != "-" else (line.rstrip("\r\n") for line in sys.stdin)
        )
        show = self.show_json if options["json"] else self.show
        try:
            for query in queries:
                show(find(query, per_page=max(1, options["limit"]), sort=options["sort"]))
        except ArchiveError as error:
            raise CommandError(str(error)) from error

    def show_json(self, results: Results) -> None:
        """One object, on one line."""
        hits = [
            {
                "id": hit.article.pk,
                "url": hit.article.get_absolute_url(),
                "headline": hit.article.title,
                "snippet": str(hit.snippet),
            }
            for hit in results.hits
        ]
        answer = {"query": results.query, "count": results.count, "hits": hits}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        self.tell(results)

    def show(self, results: Results) -> None:
        """For reading: the count, then a headline and its address a line."""
        self.stdout.write(f"{results.query}: {results.count}")
        for hit in results.hits:
            self.stdout.write(f"  {hit.article.get_absolute_url()}  {hit.article.title}")
            self.stdout.write(f"    {unescape(strip_tags(hit.snippet))}")
        self.tell(results)

    def tell(self, results: Results) -> None:
        """What the reader should know."""
        for notice in results.notices:
            self.stderr.write(notice)
