"""What extraction does to the order of lines; every function takes a sheet and returns another."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.pages.damage.sheet import Fragment, Sheet, regrouped
from tests.pages.setting.printing import Field, PrintedLine

# A story is shattered only if so many printed lines show it.
SHATTER_LEAST_LINES = 8
# Inside a shattered story some lines still hold together by twos and threes, as on the real page (7 of 37).
STILL_TOGETHER_SHARE = 0.18
# First and last lines of a shattered paragraph that are emitted late; on the real page 13 of 14.
DISPLACED_SHARE = 0.85


def resume_later(sheet: Sheet, rng: random.Random) -> Sheet:
    """A story stops at the foot of a column and resumes after one or two others."""
    breaks = [at for at in range(1, len(sheet)) if _breaks_column(sheet[at - 1], sheet[at])]
    if not breaks:
        return sheet
    at = rng.choice(breaks)
    end = _story_end(sheet, at)
    later = end
    for _ in range(rng.choice((1, 1, 2))):
        later = _story_end(sheet, later)
    return sheet[:at] + sheet[end:later] + sheet[at:end] + sheet[later:]


def _breaks_column(before: Fragment, after: Fragment) -> bool:
    same_story = before.story == after.story and before.is_body and after.is_body
    return same_story and before.lines[-1].column != after.lines[0].column


def _story_end(sheet: Sheet, at: int) -> int:
    if at >= len(sheet):
        return at
    story = sheet[at].story
    while at < len(sheet) and sheet[at].story == story:
        at += 1
    return at


def shatter(sheet: Sheet, rng: random.Random) -> Sheet:
    """A story falls apart into lines; ends of paragraphs come late, in runs of their own; sometimes its headline last."""
    story = _pick_story(sheet, rng, SHATTER_LEAST_LINES)
    if story is None:
        return sheet
    body = [f for f in sheet if f.story == story and f.is_body]
    lines = [line for fragment in body for line in fragment.lines]
    late = [line for line in lines if _is_edge(line) and rng.random() < DISPLACED_SHARE]
    middle = _in_small_groups([line for line in lines if line not in late], rng)
    debris = middle + [Fragment((line,)) for line in _in_runs(late, rng)]
    rebuilt = _replaced_body(sheet, body, debris)
    return _headline_last(rebuilt, story) if rng.random() < 0.5 else rebuilt


def _pick_story(sheet: Sheet, rng: random.Random, least_lines: int) -> int | None:
    """A story that still has its paragraphs together."""
    counts: dict[int, int] = {}
    for fragment in sheet:
        if fragment.is_body and len(fragment.lines) > 1:
            counts[fragment.story] = counts.get(fragment.story, 0) + len(fragment.lines)
    stories = sorted(story for story, count in counts.items() if count >= least_lines and story >= 0)
    return rng.choice(stories) if stories else None


def _is_edge(line: PrintedLine) -> bool:
    return line.field is Field.BODY and line.starts != line.ends


def _in_small_groups(lines: list[PrintedLine], rng: random.Random) -> list[Fragment]:
    groups: list[list[PrintedLine]] = []
    for line in lines:
        follows = bool(groups) and groups[-1][-1].order + 1 == line.order and line.field is Field.BODY
        if follows and len(groups[-1]) < 3 and rng.random() < STILL_TOGETHER_SHARE:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Fragment(tuple(group)) for group in groups]


def _in_runs(lines: list[PrintedLine], rng: random.Random) -> list[PrintedLine]:
    """Ends of paragraphs in a few runs, firsts apart from lasts, some runs backwards."""
    firsts = [line for line in lines if line.starts]
    lasts = [line for line in lines if line.ends]
    runs = [run[half:stop] for run in (firsts, lasts) for half, stop in _halves(len(run), rng)]
    rng.shuffle(runs)
    return [line for run in runs for line in (run[::-1] if rng.random() < 0.6 else run)]


def _halves(size: int, rng: random.Random) -> list[tuple[int, int]]:
    cut = rng.randint(0, size)
    return [(0, cut), (cut, size)]


def _replaced_body(sheet: Sheet, body: list[Fragment], debris: list[Fragment]) -> Sheet:
    at = next(index for index, fragment in enumerate(sheet) if fragment is body[0])
    gone = {id(fragment) for fragment in body}
    before = tuple(f for f in sheet[:at] if id(f) not in gone)
    after = tuple(f for f in sheet[at:] if id(f) not in gone)
    return before + tuple(debris) + after


def _headline_last(sheet: Sheet, story: int) -> Sheet:
    heads = [f for f in sheet if f.story == story and f.field is Field.HEADLINE]
    rest = [f for f in sheet if f not in heads]
    end = max((at for at, f in enumerate(rest) if f.story == story), default=-1) + 1
    return (*rest[:end], *heads, *rest[end:])


def headline_after_body(sheet: Sheet, rng: random.Random) -> Sheet:
    """A story's main headline is emitted after its body."""
    stories = sorted({f.story for f in sheet if f.field is Field.HEADLINE})
    return _headline_last(sheet, rng.choice(stories)) if stories else sheet


def interleave(sheet: Sheet, rng: random.Random) -> Sheet:
    """Lines of a neighbouring story slip in between the lines of a fragment, one by one."""
    hosts = [f for f in sheet if f.is_body and len(f.lines) >= 3]
    if not hosts:
        return sheet
    host = rng.choice(hosts)
    guests = [f for f in sheet if _may_slip_into(f, host)]
    if not guests:
        return sheet
    guest = rng.choice(guests)
    count = rng.randint(1, min(4, len(guest.lines), len(host.lines) - 1))
    first = rng.randint(1, len(host.lines) - count)
    mixed = Fragment(_zipped(host.lines, guest.lines[:count], first))
    sheet = regrouped(sheet, host, mixed)
    return regrouped(sheet, guest, replace(guest, lines=guest.lines[count:]))


def _may_slip_into(guest: Fragment, host: Fragment) -> bool:
    """Only text of another story that stands beside the host on the paper, or opens a neighbouring story."""
    if guest.story == host.story or not guest.is_body:
        return False
    beside = abs(guest.lines[0].y - host.lines[0].y) < 12
    return beside or abs(guest.story - host.story) == 1


def _zipped(
    host: tuple[PrintedLine, ...], guest: tuple[PrintedLine, ...], first: int
) -> tuple[PrintedLine, ...]:
    mixed = list(host[:first])
    for index, line in enumerate(guest):
        mixed += [line, host[first + index]]
    return (*mixed, *host[first + len(guest) :])


def scatter_box(sheet: Sheet, rng: random.Random) -> Sheet:
    """A side box is cut in lines, two of them swapped, and strewn over its story's body."""
    boxes = [f for f in sheet if f.field is Field.BOX and len(f.lines) > 1]
    if not boxes:
        return sheet
    story = rng.choice(boxes).story
    lines = [line for f in sheet if f.field is Field.BOX and f.story == story for line in f.lines]
    at = rng.randrange(1, len(lines))
    lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return _strewn(tuple(f for f in sheet if f.field is not Field.BOX or f.story != story), story, lines, rng)


def _strewn(sheet: Sheet, story: int, lines: list[PrintedLine], rng: random.Random) -> Sheet:
    """The lines, in a few pieces, between the fragments of their story's body, in this order."""
    cuts = sorted(rng.sample(range(1, len(lines)), min(len(lines) - 1, rng.randint(1, 2))))
    pieces = [lines[a:b] for a, b in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    body = [at for at, f in enumerate(sheet) if f.story == story and f.is_body]
    spots = sorted(rng.choices(body or [len(sheet)], k=len(pieces)), reverse=True)
    for spot, piece in zip(spots, reversed(pieces), strict=True):
        sheet = (*sheet[:spot], Fragment(tuple(piece)), *sheet[spot:])
    return sheet


def crosshead_inside(sheet: Sheet, rng: random.Random) -> Sheet:
    """A crosshead stands inside the paragraph before or after it."""
    spots = [at for at, f in enumerate(sheet) if f.field is Field.CROSSHEAD and len(f.lines) <= 2]
    if not spots:
        return sheet
    at = rng.choice(spots)
    sides = [
        side
        for side in (at - 1, at + 1)
        if 0 <= side < len(sheet) and _holds_together(sheet[side], sheet[at])
    ]
    if not sides:
        return sheet
    host, crosshead = sheet[rng.choice(sides)], sheet[at]
    cut = rng.randint(1, len(host.lines) - 1)
    rest = tuple(f for f in sheet if f is not crosshead)
    return regrouped(rest, host, Fragment(host.lines[:cut]), crosshead, Fragment(host.lines[cut:]))


def _holds_together(host: Fragment, crosshead: Fragment) -> bool:
    return host.is_body and host.story == crosshead.story and len(host.lines) >= 2


def split_fragment(sheet: Sheet, rng: random.Random) -> Sheet:
    """A paragraph falls into two."""
    hosts = [f for f in sheet if f.is_body and len(f.lines) >= 2]
    if not hosts:
        return sheet
    host = rng.choice(hosts)
    cut = rng.randint(1, len(host.lines) - 1)
    return regrouped(sheet, host, Fragment(host.lines[:cut]), Fragment(host.lines[cut:]))


def swap_neighbours(sheet: Sheet, rng: random.Random) -> Sheet:
    """Two fragments that stand side by side change places."""
    if len(sheet) < 2:
        return sheet
    at = rng.randrange(len(sheet) - 1)
    return (*sheet[:at], sheet[at + 1], sheet[at], *sheet[at + 2 :])


def move_far(sheet: Sheet, rng: random.Random) -> Sheet:
    """A fragment of running text turns up somewhere else on the page."""
    spots = [at for at, f in enumerate(sheet) if f.is_body]
    if not spots:
        return sheet
    at = rng.choice(spots)
    rest = sheet[:at] + sheet[at + 1 :]
    to = rng.randint(0, len(rest))
    return (*rest[:to], sheet[at], *rest[to:])


def glue(sheet: Sheet, rng: random.Random) -> Sheet:
    """Two fragments that do not belong together are written as one."""
    if len(sheet) < 2:
        return sheet
    at = rng.randrange(len(sheet) - 1)
    glued = Fragment(sheet[at].lines + sheet[at + 1].lines)
    return (*sheet[:at], glued, *sheet[at + 2 :])
