"""What points into a field of an article follows when the field is edited: line map, doubts, gaps, mentions, figures."""

from __future__ import annotations

from collections.abc import Iterator

from archive.models import Article, Doubt, Figure, Mention, Review, Stretch
from archive.text.spans import Edit, Span

# Share of a mention's characters that must survive for the rest to be offered as the same name, mended (总公会 → 总工会).
MENDED_FROM = 0.5
# A mended name is at most this many times as long as it was; beyond it the survivors only stand far apart.
MENDED_MAX_GROWTH = 2


def reanchor(article: Article, field: str, edit: Edit) -> None:
    """Move everything that points into this field to where its characters stand now.

    What lost its characters is dropped or marked, never left on characters that are not its own.
    """
    _move_stretches(article, field, edit)
    _move_doubts(article, field, edit)
    _move_gaps(article, field, edit)
    _move_mentions(article, field, edit)
    _move_figures(article, field, edit)


def _move_stretches(article: Article, field: str, edit: Edit) -> None:
    """The line map keeps exactly the characters that are still as printed; an edit inside a stretch splits it."""
    standing = article.stretches.filter(field=field)
    moved = [piece for stretch in standing for piece in _pieces_of(stretch, edit)]
    standing.delete()
    Stretch.objects.bulk_create(moved)


def _pieces_of(stretch: Stretch, edit: Edit) -> Iterator[Stretch]:
    """What is left of one stretch, each piece with its own characters of the source line."""
    for piece in edit.pieces(Span(stretch.at, stretch.at + stretch.end - stretch.start)):
        start = stretch.start + piece.start - stretch.at
        yield Stretch(
            article_id=stretch.article_id,
            source_id=stretch.source_id,
            field=stretch.field,
            at=piece.at,
            line=stretch.line,
            start=start,
            end=start + piece.length,
        )


def _move_doubts(article: Article, field: str, edit: Edit) -> None:
    """An open doubt is settled by whoever edits its join; a decision stays on record near its place."""
    for doubt in article.doubts.filter(field=field):
        at = edit.point(doubt.at)
        if at is None and doubt.state == Doubt.State.OPEN:
            doubt.delete()
            continue
        doubt.at = edit.nearest(doubt.at) if at is None else at
        doubt.save(update_fields=["at"])


def _move_gaps(article: Article, field: str, edit: Edit) -> None:
    """A gap that an editor filled is one no longer; the others stand behind the words that now precede them."""
    for gap in article.gaps.filter(field=field):
        at = edit.point(gap.at)
        if at is None:
            gap.delete()
            continue
        gap.at, gap.after = at, edit.after[max(at - len(gap.after), 0) : at]
        gap.save(update_fields=["at", "after"])


def _move_mentions(article: Article, field: str, edit: Edit) -> None:
    """A name that stands as it did is still the same mention; a mended one waits for a person; a lost one is gone.

    Who had decided on a mended one stays on record: the machine leaves it to people.
    """
    for mention in article.mentions.filter(field=field):
        place = edit.whole(Span(mention.start, mention.end))
        if place is None:
            place = _mended(mention, edit)
            mention.state = Review.PROPOSED
        if place is None:
            mention.delete()
            continue
        mention.start, mention.end = place
        mention.surface = edit.after[slice(*place)]
        mention.save()


def _mended(mention: Mention, edit: Edit) -> Span | None:
    """From the first to the last survivor of a name, or None where too little of it is left to be that name."""
    pieces = edit.pieces(Span(mention.start, mention.end))
    length = mention.end - mention.start
    if sum(piece.length for piece in pieces) < length * MENDED_FROM:
        return None
    span = Span(pieces[0].at, pieces[-1].at + pieces[-1].length)
    return span if 0 < span.end - span.start <= length * MENDED_MAX_GROWTH else None


def _move_figures(article: Article, field: str, edit: Edit) -> None:
    """A figure whose sentence changed in any way is stale until a person has read it again."""
    for figure in article.figures.filter(field=field):
        place = edit.whole(Span(figure.start, figure.end))
        sentence = _sentence_of(figure, edit.before)
        if place is None or edit.whole(sentence) is None:
            figure.stale = True
        at = edit.nearest(figure.start)
        figure.start, figure.end = place or Span(at, at)
        figure.save(update_fields=["start", "end", "stale"])


def _sentence_of(figure: Figure, text: str) -> Span:
    """Where the figure's sentence stands around it; the figure's own characters where no sentence is on record."""
    length = len(figure.sentence)
    start = text.rfind(figure.sentence, max(figure.end - length, 0), figure.start + length)
    return Span(start, start + length) if length and start >= 0 else Span(figure.start, figure.end)
