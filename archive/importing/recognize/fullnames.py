"""The full names of a story's organizations: 华北分公司 is 中建五局安装公司华北分公司 where the story says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.importing.recognize.heads import ASSOCIATION, COMPANY, HEAD, PUBLIC, SCHOOL, UNION
from archive.importing.recognize.organizations import Named, chain, is_proper_word, named
from archive.importing.recognize.reading import Stretch
from archive.importing.recognize.regions import gazetteer, places_in
from archive.importing.recognize.shapes import Kind, OrganizationFinding
from archive.text.divisions import Level
from archive.text.words import cut

# 中建五局安装公司华北分公司(以下简称华北分公司).
CALLED = re.compile(r"\((?:以下|下|以下均|下文)?(?:简称|称)[:“]?([\u4e00-\u9fff]{2,12})”?\)")
PLACE_NAME = r"[\u4e00-\u9fff]{1,6}"
LEVEL_FIRST = re.compile(r"^(省|自治区|市|州|县|区|镇|乡|街道|园区)(?=[\u4e00-\u9fff])")
# Of which organizations 公司工会, 厂工会 and 医院工会 can be the unions.
OF_KIND = {
    "公司": r"公司|集团|有限公司",
    "分公司": r"分公司",
    "集团": r"集团(?:有限公司|公司)?",
    "厂": r"厂",
    "局": r"局",
    "院": r"院",
    "医院": r"医院",
    "学校": r"大学|中学|小学|学校|学院",
    "校": r"大学|中学|小学|学校|学院",
    "站": r"站",
    "台": r"台",
    "队": r"队",
    "段": r"段",
    "矿": r"矿",
    "所": r"所",
    "供电段": r"供电段",
    "工务段": r"工务段",
    "银行": r"银行",
    "剧团": r"剧团|歌舞团",
    "中心": r"中心",
    "航标处": r"航标处",
}
# A name in an enumeration that ends in a number of such is one of them: 国药集团、上海医药、云南白药等4家…企业.
ENUMERATED = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff()a-z]{2,20}、){1,12}[\u4e00-\u9fff()a-z]{2,20}?)(?:等)?(?:\d+|[两三四五六七八九十]+)(?:余|多)?家(?=[^,。;]{0,14}(?:企业|单位|公司|机构))"
)
LISTED_NAME_CHARS = 8
# Without its suffix a company is called by what is its own in the name, which has at least so many characters.
OWN_NAME_CHARS = 3
COMPANY_KIND = re.compile(r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|集团|公司)$")
REGION_AT_START = re.compile(r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|市|自治州|州|县|区|旗))+")


def organizations(read: Sequence[Stretch]) -> list[OrganizationFinding]:
    """The organizations of a story with their full names, in reading order. A short name that the story leaves open is none."""
    found = [one for stretch in read for one in named(stretch)]
    found += [one for stretch in read for one in _listed(stretch, found)]
    found += list(_called_by(read, found, _own_names(found)))
    called = dict(_called(read, found))
    found += list(_called_by(read, found, called))
    order = {id(stretch): at for at, stretch in enumerate(read)}
    found.sort(key=lambda one: (order[id(one.stretch)], one.start))
    known = [canonical(one.name) for one in found if one.verdict == "full"]
    places = _places(read, known)
    resolved = (_resolved(one, known, called, places) for one in found)
    return [_finding(one) for one in resolved if one]


def canonical(name: str) -> str:
    """The name under which a federation is known: 甘肃省临夏回族自治州临夏市总工会 is 临夏市总工会, 昆明市呈贡区总工会 stays."""
    plain = re.sub(r"[“”]", "", name) if "号" not in name else name
    if plain == "全国总工会":
        return "中华全国总工会"
    place = gazetteer().pattern.match(plain)
    if place and plain[place.end() :] == "工会":
        return gazetteer().by_name[place.group()][0].name + "总工会"
    if re.fullmatch(rf"{PLACE_NAME}(?:市|县|区|州|旗)工会", plain):
        return plain.removesuffix("工会") + "总工会"
    if not re.search(r"[省市县区州旗盟]总工会$|(?:委|政府|法院|检察院)$", plain):
        return plain
    places = re.findall(rf"{PLACE_NAME}?(?:省|自治区|自治州|市|州|县|区|盟|旗)", plain)
    above = _provinces_before(plain)
    shortened = plain.removeprefix(above)
    if len(places) > 1 and re.search(r"[县市旗](?:总工会|委|政府|人民政府|法院|检察院)$", shortened):
        return re.sub(
            rf"^.*?((?:{PLACE_NAME}?)[县市旗](?:总工会|委|政府|人民政府|法院|检察院))$",
            r"\1",
            _behind_last(shortened),
        )
    return shortened


def _behind_last(name: str) -> str:
    """What stands behind the last place that something else lies in."""
    tail = re.search(
        r"^(?:.*?(?:省|自治区|自治州|州|盟|市(?=[\u4e00-\u9fff]{1,5}[县市旗])))+(?=[\u4e00-\u9fff])", name
    )
    return name[tail.end() :] if tail else name


def _provinces_before(name: str) -> str:
    """The province at the beginning, where another place follows."""
    match = gazetteer().pattern.match(name)
    if not match:
        return ""
    divisions = gazetteer().by_name[match.group()]
    rest = name[match.end() :]
    if divisions[0].level is not Level.PROVINCE or not re.match(
        rf"{PLACE_NAME}?(?:自治州|市|州|县|区|盟|旗)", rest
    ):
        return ""
    return match.group()


def _called(read: Sequence[Stretch], found: Sequence[Named]) -> Iterator[tuple[str, str]]:
    """Names in short that the story introduces, and what they stand for."""
    for stretch in read:
        for match in CALLED.finditer(stretch.text):
            for one in found:
                if one.stretch is stretch and one.end == match.start():
                    yield match.group(1), canonical(one.name)


def _places(read: Sequence[Stretch], known: Sequence[str]) -> dict[str, list[str]]:
    """Places that the story names, by what they are: 市, 县…"""
    places: dict[str, list[str]] = {}
    for name in known:
        for match in re.finditer(
            rf"(?:^|(?<=[省市州]))({PLACE_NAME}?)(省|自治区|市|州|县|区|镇|乡|街道)", name
        ):
            places.setdefault(match.group(2), []).append(match.group())
    for stretch in read:
        _add_places(stretch, places)
    return places


# Areas that unions and committees are called after: 园区总工会.
AREA = re.compile(r"(?:产业园|工业园|化工园|物流园|科技园|经开|高新)区?|开发区|园区|商贸城|港")
AREA_CHARS = 10


def _add_places(stretch: Stretch, places: dict[str, list[str]]) -> None:
    """Divisions and invented places of a stretch, each under its kind."""
    for _, name in places_in(stretch.text):
        division = gazetteer().by_name[name][0]
        if name != division.name and division.level is not Level.PROVINCE:
            continue
        kind = "省" if division.level is Level.PROVINCE else division.name[-1]
        places.setdefault(kind, []).append(division.name)
    for match in AREA.finditer(stretch.text):
        start = chain(stretch, match.start(), match.end())
        if AREA_CHARS >= match.end() - start > len(match.group()):
            for kind in ("园区", "区"):
                places.setdefault(kind, []).append(stretch.text[start : match.end()])
    for index, word in enumerate(stretch.words):
        if len(word) > 2 and word[-1] in "市县区镇州" and stretch.kind_of(index) in {"", "ns", "nr"}:
            places.setdefault(word[-1], []).append(word)


def _resolved(
    one: Named, known: Sequence[str], called: dict[str, str], places: dict[str, list[str]]
) -> Named | None:
    """The same with its full name; none where it would need one that the story has not."""
    if one.name in called:
        return replace(one, name=called[one.name])
    longer = next((name for name in known if name != one.name and name.endswith(one.name)), "")
    if longer:
        return replace(one, name=longer)
    if one.verdict == "full":
        base = next((short for short in called if one.name.startswith(short)), "")
        return replace(one, name=canonical(called[base] + one.name[len(base) :] if base else one.name))
    if one.verdict == "perhaps":
        return None
    full = _union_of(one.name, known, called) or _at_place(one.name, places) or _by_itself(one.name)
    return replace(one, name=full) if full else None


def _by_itself(name: str) -> str:
    """行业工会联合会 is what a story calls the one that it tells of."""
    return name if name.endswith("行业工会联合会") else ""


def _union_of(name: str, known: Sequence[str], called: dict[str, str]) -> str:
    """公司工会 is the union of the company of the story."""
    of, union, rest = name.partition("工会")
    if not union or not of or rest or of.endswith("总"):
        return ""
    kind = OF_KIND.get(of, re.escape(of))
    for full in (*known, *called.values()):
        if re.search(rf"(?:{kind})$", full) and full != of:
            return full + "工会"
        if re.search(rf"(?:{kind})工会$", full):
            return full
    return ""


def _at_place(name: str, places: dict[str, list[str]]) -> str:
    """市总工会 is the federation of the city that the story names; of an unnamed one where it names none."""
    level = LEVEL_FIRST.match(name)
    if not level:
        return ""
    kind, rest = level.group(1), name[level.end() :]
    named_ = places.get(kind, [])
    return (named_[0] + rest) if named_ else name if kind in {"省", "市", "县", "区", "州"} else ""


def _listed(stretch: Stretch, found: Sequence[Named]) -> Iterator[Named]:
    """Companies named in a list that ends in a number of companies, one of them known for one."""
    for match in ENUMERATED.finditer(stretch.text):
        at = match.start()
        parts = []
        for part in match["names"].split("、"):
            parts.append((at, part))
            at += len(part) + 1
        known = [
            any(one.stretch is stretch and one.start < start + len(part) and start < one.end for one in found)
            for start, part in parts
        ]
        if any(known):
            yield from (
                Named(stretch, start, start + len(part), part)
                for (start, part), is_known in zip(parts, known, strict=True)
                if not is_known
                and len(part) <= LISTED_NAME_CHARS
                and stretch.is_border(start)
                and any(map(is_proper_word, cut(part)))
            )


def _called_by(read: Sequence[Stretch], found: Sequence[Named], short: Mapping[str, str]) -> Iterator[Named]:
    """Every place of names in short, known with what they stand for: 竹韵家居 is 福建省武夷岭县竹韵家居有限公司."""
    for own, full in short.items():
        for stretch in read:
            for match in re.finditer(re.escape(own), stretch.text):
                if not any(
                    one.stretch is stretch and one.start < match.end() and match.start() < one.end
                    for one in found
                ):
                    yield Named(stretch, match.start(), match.end(), full)


def _own_names(found: Sequence[Named]) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in found:
        kind = COMPANY_KIND.search(one.name)
        own = REGION_AT_START.sub("", one.name[: kind.start()]) if kind and "有限" in kind.group() else ""
        if len(own) >= OWN_NAME_CHARS:
            names.setdefault(own, one.name)
    return names


def sort_of(name: str) -> str:
    """What sort of organization it is, in the words of ``Organization.Kind``."""
    if UNION.search(name):
        return _sort_of_union(name)
    for pattern, sort in (
        (SCHOOL, "school"),
        (ASSOCIATION, "association"),
        (PUBLIC, "government"),
        (COMPANY, "company"),
    ):
        if pattern.search(name):
            return sort
    return "other"


def _sort_of_union(name: str) -> str:
    if re.search(r"全国总工会$", name):
        return "federation"
    if re.search(r"总工会$", name) or re.search(r"[省市县区州旗]工会$", name):
        return "local-federation"
    if re.search(r"^(?:中国|全国|.{2,8}[省市县区州])[\u4e00-\u9fff]{2,8}工会$", name) and not re.search(
        r"(?:公司|集团|厂|局|院|校|站|队|矿)工会$", name
    ):
        return "industrial-union"
    return "grassroots-union"


def _finding(one: Named) -> OrganizationFinding:
    place = one.stretch.place(one.start, one.end)
    printed = one.stretch.text[one.start : one.end]
    match = gazetteer().pattern.match(one.name)
    divisions = gazetteer().by_name[match.group()] if match else ()
    return OrganizationFinding(
        Kind.ORGANIZATION,
        one.stretch.spelt(one.start, one.end) if one.name == printed else one.name,
        place.field,
        place.start,
        place.end,
        printed,
        0.9 if one.verdict == "full" else 0.7,
        sort=sort_of(one.name),
        region=divisions[0].code if len(divisions) == 1 else "",
    )


def own_region(one: OrganizationFinding) -> bool:
    """Is the place at its beginning its very name, as in 北京体育大学 or 云南白药, and tells nothing of where it is?"""
    if one.sort in {"federation", "local-federation", "industrial-union", "government"}:
        return False
    match = gazetteer().pattern.match(one.surface)
    if not match or match.group() == gazetteer().by_name[match.group()][0].name:
        return False
    rest = one.surface[match.end() :]
    kind = UNION.sub("", rest)
    return len(kind) <= SHORT_REST or not any(is_proper_word(word) for word in cut(HEAD.sub("", kind)))


# 上海医药, 江苏恒瑞: without a word for what it is, so short a rest is the name with its place.
SHORT_REST = 2
