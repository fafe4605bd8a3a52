"""find: search from the command line."""

import io
import json
import re
import sys
from argparse import RawTextHelpFormatter
from collections.abc import Iterator
from html import unescape
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.html import strip_tags

from archive.errors import ArchiveError
from archive.search.facets import FacetValue
from archive.search.find import Hit, Results, Sort, facets_of, find
from archive.search.question import Question
from archive.search.spelling import did_you_mean

HELP = """检索文章，以未登录读者的身份。 Find articles, as a reader who is not signed in.

--json 每条检索式输出一个 JSON 对象，一行一个：
--json prints one JSON object a query, a line each:
  {"query", "count", "notices": [], "also": {}, "meant",
   "hits": [{"id", "url", "headline", "snippet", "marks": [], "near"}]}
headline 为纯文本；snippet 为 HTML：已转义，命中处在 <mark> 中；marks 为标题和摘要中标出的字串。
headline is plain text; snippet is HTML: escaped, what was found in <mark>; marks are the strings marked in both.
near 为 true 的只含其中一些词，列在最后，不计入 count。
Where near is true an article has only some of the words: such come last and are not counted.
also 为一并查找的其他名称，以所输入的名称为键；meant 为一无所获时可能想输入的检索式，没有则为 null。
also are other names that were looked for too, by the name typed; meant is what may have been meant where nothing is
found, or null.
--facets 另加 "facets": {"newspaper": [{"value", "label", "count", "inside": []}], …}。 --facets adds the facets.
不用 --json 时，提示写到标准错误。 Without --json, notices go to standard error."""

MARK = re.compile("<mark>(.*?)</mark>", re.DOTALL)


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
        parser.add_argument(
            "--only-typed", action="store_true", help="不查其他名称 look for no other names than those typed"
        )
        parser.add_argument("--facets", action="store_true", help="输出分面 with --json, the facets too")
        order = parser.add_mutually_exclusive_group()
        for sort, help_text in (
            (Sort.NEWEST, "最新在前 newest first"),
            (Sort.OLDEST, "最早在前 oldest first"),
        ):
            order.add_argument(f"--{sort}", dest="sort", action="store_const", const=sort, help=help_text)
        parser.set_defaults(sort=Sort.RELEVANCE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer each query."""
        queries = [options["query"]] if options["query"] != "-" else lines_of(sys.stdin)
        try:
            for query in queries:
                question = Question(query, other_names=not options["only_typed"])
                results = find(question, per_page=max(1, options["limit"]), sort=options["sort"])
                if options["json"]:
                    self.show_json(results, facets=options["facets"])
                else:
                    self.show(results)
        except ArchiveError as error:
            raise CommandError(str(error)) from error

    def show_json(self, results: Results, *, facets: bool) -> None:
        """One object, on one line."""
        answer = {
            "query": results.query,
            "count": results.count,
            "notices": list(map(str, results.notices)),
            "also": dict(results.answer.also),
            "meant": None if results.count else did_you_mean(results.query),
            **({"facets": facets_as_record(results)} if facets else {}),
            "hits": [
                *(as_record(hit, near=False) for hit in results.hits),
                *(as_record(hit, near=True) for hit in results.nearest),
            ],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def show(self, results: Results) -> None:
        """For reading: the count, then a headline and its address a line."""
        self.stdout.write(f"{results.query}: {results.count}")
        for hit in (*results.hits, *results.nearest):
            sign = "≈ " if hit in results.nearest else "  "
            self.stdout.write(f"{sign}{hit.article.get_absolute_url()}  {hit.article.title}")
            self.stdout.write(f"    {unescape(strip_tags(hit.snippet))}")
        for name, others in results.answer.also.items():
            self.stderr.write(f"{name} = {'、'.join(others)}")
        for notice in results.notices:
            self.stderr.write(notice)


def lines_of(stream: TextIO) -> Iterator[str]:
    """The queries of a stream, one a line; bytes that are no text end no run of a thousand queries."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="surrogateescape")
    return (line.rstrip("\r\n") for line in stream)


def facets_as_record(results: Results) -> dict[str, list[dict[str, Any]]]:
    """The facets as JSON has them."""
    return {
        each.facet.value: [value_as_record(value) for value in each.values]
        for each in facets_of(results.answer)
    }


def value_as_record(value: FacetValue) -> dict[str, Any]:
    """A value of a facet, with those inside it."""
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "inside": [value_as_record(part) for part in value.inside],
    }


def as_record(hit: Hit, *, near: bool) -> dict[str, Any]:
    """A hit as JSON has it."""
    marked = (unescape(text) for html in (hit.headline, hit.snippet) for text in MARK.findall(html))
    return {
        "id": hit.article.pk,
        "url": hit.article.get_absolute_url(),
        "headline": hit.article.title,
        "snippet": str(hit.snippet),
        "marks": list(dict.fromkeys(marked)),
        "near": near,
    }
