"""The page at a reporter's desk: searched, counted, explained, corrected, printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.curation.judgements import KINDS, read_judgements
from graphkit.page import render_page
from graphkit.reports.disputes import disputes
from graphkit.reports.summary import summarise
from graphkit.reports.timeline import time_line
from graphkit.reports.trace import report
from graphkit.schema import Graph
from tests.page.conftest import Opened, Opener
from tests.page.story import ALARM, CREW, TEXTS, story_graph

POLICE = "person:zoe-strand"


def desk_graph() -> Graph:
    """The story with what a desk stumbles over: doubled roles, cues, denials, names alike."""
    graph = story_graph()
    marrow = graph.nodes["person:ilse-marrow"]
    marrow["roles"] = [
        {"role": role, "of": "agency:harbour-safety-board", "from": "herald-fire.txt"}
        for role in ("chief inspector", "Chief Inspector", "the chief inspector.")
    ]
    marrow["roles"].append({"role": "trying to use the record against the line", "from": "x"})
    for name, kind, aliases in (
        ("Immigration Control Executive", "Agency", ["ICE"]),
        ("Quayside Police", "Organization", []),
        ("Zoë Strand-Ölund", "Person", []),
    ):
        node = POLICE if kind == "Person" else f"{kind.lower()}:{name.split()[0].lower()}"
        graph.add_node(node, type=kind, name=name, aliases=aliases, roles=[], evidence=[])
    for source, target, data in graph.edges(data=True):
        if data["type"] == "SAID" and target == "claim:no-warning":
            data.update(stance="denies", cue="denies")
            data["evidence"] = [{**item, "cue": "denies"} for item in data["evidence"]]
        if data["type"] == "DISPUTES" and source == "claim:no-warning":
            data["confidence"] = 0.31
    graph.add_edge(
        "person:rena-castell", "claim:alarm", key="himself", type="DISPUTES", confidence=0.7,
        evidence=next(iter(graph.get_edge_data("claim:crew", "claim:alarm").values()))["evidence"],
    )  # fmt: skip
    graph.add_edge(
        "claim:rescue", "claim:smoke", key="possible", type="DISPUTES", confidence=0.9,
        possible=True, why="contradiction", evidence=[],
    )  # fmt: skip
    for node, data in graph.nodes(data=True):
        if data["type"] == "Claim":
            data["checkable"] = 0.9 if node in ("claim:alarm", "claim:smoke") else 0.2
    for claim in ("claim:alarm", "claim:smoke"):
        graph.nodes[claim]["part_of"] = "quote:1"
    return graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    return desk_graph()


@pytest.fixture(scope="module")
def desk(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "desk.html"
    command = "graphkit build osprey --with-texts"
    render_page(graph, path, title="The Osprey fire", with_texts=True, command=command)
    return path


def find(one: Opened, words: str) -> list[str]:
    """What the search offers, each on a line, headings left out."""
    one.page.fill("#search", words)
    one.page.wait_for_selector("#found:not([hidden])")
    return one.page.locator("#found [role=option]").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ICE", "Immigration Control Executive"),  # whole words: not pol-ice, not off-ice
        ("marrow", "Ilse Marrow"),  # the person before her claims
        ("chief inspector", "Ilse Marrow"),  # by role
        ("harbour inspector", "Ilse Marrow"),  # by role and body
        ("zoe strand", "Zoë Strand-Ölund"),  # accents folded
        ("Osterbi Gazette", "Osterby Gazette"),  # mistyped
        ("norhtline", "Northline Ferries"),  # letters swapped
        ("Inspector’s account", "Ferry line rejects"),  # any kind of quote mark
        ("nobody on my crew", "Nobody on my crew touched"),
    ],
)
def test_search_puts_first_what_is_meant(show: Opener, desk: Path, words: str, first: str) -> None:
    assert find(show(desk), words)[0].startswith(first)


def test_search_has_whole_words_only_before_beginnings(show: Opener, desk: Path) -> None:
    one = show(desk)
    assert not [row for row in find(one, "ice") if "Police" in row]
    assert find(one, "polic")[0].startswith("Quayside Police")
    assert find(one, "xylophone") == ["Nothing found"]


def test_search_is_grouped_by_kind_and_enter_opens_the_best(show: Opener, desk: Path) -> None:
    one = show(desk)
    find(one, "marrow")
    kinds = one.page.locator("#found .kind").all_inner_texts()
    assert [kind.split("\n")[0] for kind in kinds] == ["People", "In the articles"]
    one.page.keyboard.press("Enter")
    assert "Ilse Marrow" in one.panel()
    assert one.page.locator("#found").is_hidden()


def test_a_hit_in_an_article_lands_on_its_sentence(show: Opener, desk: Path) -> None:
    one = show(desk, height=420)
    rows = find(one, "declined to comment")
    assert rows[0].startswith("Northline Ferries declined to comment.")
    one.page.keyboard.press("Enter")
    hit = one.page.locator("#view-read mark.hit")
    assert hit.inner_text() == "declined to comment"
    assert one.page.inner_text("#view-read h2") == "Board stands by its record"
    assert "at=" in one.state()
    # behind characters of two UTF-16 units the place is still true
    find(one, "burned for three hours")
    one.page.keyboard.press("Enter")
    assert one.page.inner_text("#view-read mark.hit") == "burned for three hours"
    box = one.page.locator("#view-read mark.hit").bounding_box()
    assert box
    assert 0 < box["y"] < 420


def test_the_page_and_the_command_tell_one_time_line(
    show: Opener, desk: Path, graph: Graph
) -> None:
    one = show(desk)
    told = "\n".join(report(graph, "claim:alarm"))
    for claim in ("claim:alarm", "claim:smoke", "claim:rescue"):
        steps = time_line(graph, claim)
        shown = one.page.evaluate(
            "(id) => GK.data.way(GK.data.number(id)).map((s) => GK.data.id(s.node))", claim
        )
        assert shown == [step.node for step in steps]
    one.page.evaluate("GK.state.select(GK.data.number('claim:alarm'))")
    words = one.panel()
    for step in time_line(graph, "claim:alarm"):
        for doubt in step.unsure:
            assert f"? {doubt}" in words
            assert f"? {doubt}" in told
    assert "relies on" in words


def test_a_claim_has_the_date_of_its_post(show: Opener, desk: Path) -> None:
    one = show(desk, "sel=claim:smoke")
    words = one.panel()
    assert "first known 2 Mar 2026, from a post on X by Mika Dunmore" in words
    assert words.index("first known from this post") < words.index("last report")
    one.page.evaluate("GK.state.set({view: 'timeline'})")
    day = one.page.locator("#view-timeline .day", has_text="2 Mar 2026")
    assert "smoke had been seen" in day.inner_text()
    assert "Larkport Herald" in day.inner_text()


def test_the_page_counts_disputes_as_the_command_does(
    show: Opener, desk: Path, graph: Graph
) -> None:
    one = show(desk, "view=disputes")
    summary = summarise(graph)
    told = sum(not dispute.possible for dispute in summary.disputes)
    assert (told, len(summary.disputes), len(disputes(graph))) == (3, 4, 4)
    assert one.page.locator("#view-disputes .dispute").count() == 4
    assert "3 disputes and 1 possible" in one.page.inner_text("#view-disputes .meta >> nth=0")
    assert one.page.inner_text("#tabs [data-view=disputes]").split() == ["Disputes", "3"]
    percents = [
        int(words.split("%")[0])
        for words in one.page.locator("#view-disputes .dispute .sure summary").all_inner_texts()
    ]
    assert percents[:3] == sorted(percents[:3], reverse=True)
    assert percents == [round(100 * dispute.confidence) for dispute in summary.disputes]


def test_disputes_are_filtered_by_person_and_by_how_sure(show: Opener, desk: Path) -> None:
    one = show(desk, "view=disputes")
    cards = one.page.locator("#view-disputes .dispute")
    one.page.locator("#view-disputes select").select_option("person:rena-castell")
    assert cards.count() == 1
    assert CREW in cards.inner_text()
    assert "who=person:rena-castell" in one.state()
    one.page.evaluate("GK.state.set({who: '', sure: 80})")
    assert cards.count() == 3
    assert one.page.inner_text("#sure-out") == "ties at least 80 % sure"
    one.page.evaluate("GK.state.set({view: 'map'})")
    one.click("Reset filters")
    assert "sure" not in one.state()


def test_both_quotes_are_copied_where_a_body_speaks_for_itself(show: Opener, desk: Path) -> None:
    one = show(desk, "view=disputes")
    one.page.locator(".dispute", has_text="rejected the account").get_by_role(
        "button", name="Copy both"
    ).click()
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert "“on Tuesday rejected the account” — Northline Ferries, Osterby Gazette" in copied
    assert ALARM in copied


def test_what_is_said_has_stance_date_and_outlet(show: Opener, desk: Path) -> None:
    words = show(desk, "sel=organization:northline-ferries").panel()
    said = words[words.index("Said (1)") : words.index("Disputes (")]
    for part in ("denied: “denies”", "5 Mar 2026", "Quillon Post", "disputed"):
        assert part in said


def test_the_sheet_has_every_quote_in_order_to_copy(show: Opener, desk: Path) -> None:
    one = show(desk, "sel=person:ilse-marrow")
    one.click("All quotes")
    rows = one.page.locator("#view-sheet li")
    assert rows.count() == 3
    assert [row.split("\n")[0] for row in rows.all_inner_texts()] == [
        "3 Mar 2026, 18:20",
        "4 Mar 2026, 09:05",
        "6 Mar 2026, 07:00",
    ]
    one.click("Copy all")
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ilse Marrow: 3 quotes, The Osprey fire")
    assert copied.count(ALARM) == 3
    assert "https://news.example/herald-follow" in copied
    one.page.keyboard.press("Escape")
    assert one.page.locator("#view-map").is_visible()


def test_a_number_says_what_it_means(show: Opener, desk: Path) -> None:
    one = show(desk, "view=disputes")
    card = one.page.locator(".dispute", has_text=CREW)
    assert card.locator(".why").is_hidden()
    card.locator("summary").click()
    assert "In tests only 4 were marked 70 to 100 %, and 2 of them were right." in (
        card.locator(".why").inner_text()
    )
    assert "Rests on denial: “not true”" in card.locator(".why").inner_text()
    one.page.evaluate("GK.state.select(GK.data.number('claim:alarm'))")
    one.page.locator(".journey summary").first.click()
    why = one.page.locator(".journey .why").first.inner_text()
    assert "of 100 marked 90 to 100 %, 95 were right" in why


def test_roles_stand_once_below_what_is_said_and_sentences_are_none(
    show: Opener, desk: Path
) -> None:
    words = show(desk, "sel=person:ilse-marrow").panel()
    assert "Roles (1)" in words
    assert words.index("Said (") < words.index("Roles (1)")
    assert "trying to use" not in words
    assert "herald-fire.txt" not in words


def test_claims_can_be_narrowed_to_those_that_can_be_checked(show: Opener, desk: Path) -> None:
    one = show(desk)
    one.page.check("#checkable")
    claims = {node for node in one.drawn() if node.startswith("claim:")}
    assert claims == {"claim:alarm", "claim:smoke"}
    one.page.evaluate("GK.state.select(GK.data.number('claim:alarm'))")
    assert "The whole quotation (2 statements)" in one.panel()


def test_corrections_gather_into_a_file_that_graphkit_reads(
    show: Opener, desk: Path, tmp_path: Path
) -> None:
    one = show(desk, "sel=person:ilse-marrow")
    page = one.page

    def correct(form: int) -> None:
        page.locator(".fix button[type=submit]").nth(form).click()

    page.locator(".correct summary").first.click()
    page.locator(".fix input").fill('Ilse "Bo" Marrow: |\u2028')
    correct(0)
    page.click("text=Same as another")
    page.evaluate("GK.state.select(GK.data.number('person:tomas-hale'))")
    one.click("Same as Ilse Marrow")
    page.locator(".correct summary").first.click()
    page.locator(".fix select").select_option("Agency")
    correct(1)
    page.evaluate("GK.state.select(GK.data.number('outlet:quillon-post'))")
    page.locator(".correct summary").first.click()
    page.locator(".fix select").select_option("drop")
    correct(1)
    page.evaluate("GK.state.set({view: 'disputes', sel: ''})")
    page.locator(".dispute", has_text=CREW).get_by_role("button", name="Not a dispute").click()
    page.locator(".dispute", has_text="possible").get_by_role("button", name="It is one").click()
    page.evaluate("GK.state.set({view: 'map'}); GK.state.select(GK.data.number('claim:crew'))")
    page.locator("text=Wrong speaker").click()
    page.locator(".fix select").select_option(label="Ilse Marrow")
    correct(0)
    assert page.inner_text("#corrections-button") == "7 corrections"
    page.click("#corrections-button")
    with page.expect_download() as coming:
        one.click("Save judgements.yaml")
    path = tmp_path / "judgements.yaml"
    coming.value.save_as(path)
    said = '- speaker: ["claim:crew", "person:ilse-marrow | Ilse Marrow"]'
    assert said in path.read_text("utf-8")
    if "speaker" not in KINDS:
        path.write_text(path.read_text("utf-8").replace(said, ""), "utf-8")
    # "type" with "to" is an older word for "retype", which every version reads
    kinds = {"retype": "type"}
    found = {
        (kinds.get(one.kind, one.kind), *map(str, one.about), one.to)
        for one in read_judgements(path)
        if one.about[0].id != "claim:crew"
    }
    assert found == {
        ("rename", "person:ilse-marrow | Ilse Marrow", 'Ilse "Bo" Marrow: |'),
        ("same", "person:ilse-marrow | Ilse Marrow", "person:tomas-hale | Tomas Hale", ""),
        ("type", "person:tomas-hale | Tomas Hale", "Agency"),
        ("drop", "outlet:quillon-post | Quillon Post", ""),
        ("reject", "person:rena-castell | Rena Castell", "claim:alarm", ""),
        ("confirm", "person:tomas-hale | Tomas Hale", "claim:smoke", ""),
    }


def test_a_correction_can_be_taken_back(show: Opener, desk: Path) -> None:
    one = show(desk, "view=disputes")
    one.click("Not a dispute")
    one.page.click("#corrections-button")
    one.page.locator("#corrections-menu li button").click()
    assert one.page.locator("#corrections-button").is_hidden()
    assert one.page.locator("#corrections-menu").is_hidden()


def test_help_explains_and_escape_closes_the_topmost(show: Opener, desk: Path) -> None:
    one = show(desk, "sel=claim:alarm")
    one.page.keyboard.press("?")
    help_ = one.page.locator("#help")
    assert help_.is_visible()
    for words in ("Claim: what somebody says", "disputes, possibly", "judgements.yaml", "Esc"):
        assert words in help_.inner_text()
    one.page.keyboard.press("Escape")
    assert help_.is_hidden()
    assert one.page.locator("#panel").is_visible()
    one.page.click("#export-button")
    one.page.keyboard.press("Escape")
    assert one.page.locator("#export-menu").is_hidden()
    assert one.page.locator("#panel").is_visible()
    one.page.keyboard.press("Escape")
    assert one.page.locator("#panel").is_hidden()


def test_the_foot_says_what_was_read_and_how(show: Opener, desk: Path) -> None:
    words = show(desk).page.inner_text("#made")
    assert words.startswith("Read: 5 articles of 4 outlets, 3 Mar 2026 to 6 Mar 2026")
    assert "graphkit build osprey --with-texts" in words


def test_a_date_of_building_is_told_only_where_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from graphkit.page.made import made_of

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made_of(story_graph())["built"] == ""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772800000")
    assert made_of(story_graph())["built"] == "2026-03-06"


def test_paper_has_the_map_in_proportion_its_key_and_every_row(show: Opener, desk: Path) -> None:
    one = show(desk)
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    one.page.emulate_media(media="print")
    picture = one.page.locator("#print-map img")
    assert picture.is_visible()
    size = picture.evaluate("(i) => [i.naturalWidth / i.naturalHeight, i.width / i.height]")
    assert size[0] == pytest.approx(size[1], rel=0.02)
    assert one.page.locator("#key-items").is_visible()
    assert "Outlet" in one.page.inner_text("#key-items")
    assert one.page.locator("#made").is_visible()
    one.page.emulate_media(media="screen")
    rows = one.page.evaluate(
        """() => { const list = GK.dom.longList([...Array(40).keys()], String, { few: 5 });
        document.body.append(list); GK.dom.openAll(list);
        return list.querySelectorAll('li').length; }"""
    )
    assert rows == 40


def test_the_list_is_sorted_by_what_it_shows_and_numbers_stay_whole(
    show: Opener, desk: Path
) -> None:
    one = show(desk, "view=list&off=", width=375)

    def column(number: int) -> list[str]:
        cells = one.page.locator(f"#view-list tbody td:nth-child({number})").all_inner_texts()
        return [cell.strip() for cell in cells]

    ties = [int(cell) for cell in column(3)]
    assert ties == sorted(ties, reverse=True)
    one.page.locator("#view-list th button", has_text="Ties").click()
    assert [int(cell) for cell in column(3)] == sorted(ties)
    heights = one.page.evaluate(
        """[...document.querySelectorAll('#view-list td.right, #view-list td.when')]
        .map((c) => { const r = document.createRange(); r.selectNodeContents(c);
        return r.getClientRects().length; })"""
    )
    assert max(heights) == 1


def test_the_map_fills_a_phone(show: Opener, desk: Path) -> None:
    one = show(desk, width=375, height=740)
    share = one.page.evaluate(
        """() => { const n = GK.draw.network(); const all = GK.scene.now().nodes.map((i) => {
        const [x, y] = GK.scene.now().place(i); return n.canvasToDOM({ x, y }); });
        const box = document.getElementById('canvas').getBoundingClientRect();
        const span = (k) => Math.max(...all.map((p) => p[k])) - Math.min(...all.map((p) => p[k]));
        return [span('x') / box.width, span('y') / box.height]; }"""
    )
    assert max(share) > 0.6
    assert one.page.locator("#key summary").is_visible()


def test_an_article_without_a_title_has_its_first_line() -> None:
    from graphkit.graph import _article
    from graphkit.model import Document

    text = TEXTS["herald-fire.txt"]
    node = _article(Document("a.txt", "a.txt", f"\n***\n{text}"), {}, with_text=False)
    assert node["name"] == "Ferry fire: inspector blames silent alarm"
    assert _article(Document("a.txt", "a.txt", "…"), {}, with_text=False)["name"] == "a.txt"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from benchmarks.newsgraph import news_graph

    path = tmp_path_factory.mktemp("large") / "large.html"
    render_page(news_graph(2600), path, title="Large")
    return path


FILLED = """() => { const s = GK.scene.now(); const stories = GK.data.stories;
const area = stories.map(() => 0);
for (const i of s.nodes) area[GK.data.story(i)] += s.size(i) ** 2;
return stories.map((one, n) => [one.loose, one.size, area[n] / one.r ** 2]); }"""


def test_the_discs_of_a_large_graph_are_filled_with_who_matters(show: Opener, large: Path) -> None:
    one = show(large)
    filled = one.page.evaluate(FILLED)
    shares = [share for loose, size, share in filled if not loose and size > 30]
    assert sorted(shares)[len(shares) // 2] > 0.12
    inside = one.page.evaluate(
        """() => { const s = GK.scene.now(); return s.nodes.every((i) => {
        const [x, y] = s.place(i); const story = GK.data.stories[GK.data.story(i)];
        return Math.hypot(x - story.x, y - story.y) + s.size(i) <= story.r * 1.01; }); }"""
    )
    assert inside
    subjects = one.page.evaluate("GK.data.subjects.length")
    assert subjects == 0 or one.page.locator("#filters .subject").count() > 0


def test_a_click_on_a_disc_comes_nearer_and_opens_it(show: Opener, large: Path) -> None:
    one = show(large)
    before = one.page.evaluate("[GK.draw.network().getScale(), GK.scene.now().nodes.length]")
    spot = one.page.evaluate(
        """() => { const n = GK.draw.network(); const s = GK.data.stories[0];
        const box = document.getElementById('canvas').getBoundingClientRect();
        // a place in the disc where no node stands
        for (let turn = 0; turn < 60; turn += 1) { const x = s.x + s.r * 0.94 * Math.cos(turn);
        const y = s.y + s.r * 0.94 * Math.sin(turn); const p = n.canvasToDOM({ x, y });
        if (n.getNodeAt(p) === undefined && n.getEdgeAt(p) === undefined)
        return [p.x + box.left, p.y + box.top]; } }"""
    )
    one.page.mouse.click(*spot)
    one.page.wait_for_selector("#panel:not([hidden])")
    one.page.wait_for_timeout(100)
    after = one.page.evaluate("[GK.draw.network().getScale(), GK.scene.now().nodes.length]")
    assert after[0] > before[0] * 1.5
    assert after[1] > before[1]
    assert "open=0" in one.state()
    one.click("Close all stories")
    assert len(one.drawn()) == before[1]


def test_search_opens_the_story_of_what_is_hidden(show: Opener, large: Path) -> None:
    one = show(large)
    hidden = one.page.evaluate(
        """() => { for (let i = GK.data.nodeCount - 1; ; i -= 1) if (GK.data.type(i) === 'Person'
        && i >= GK.data.graph.shown) return [GK.data.id(i), GK.data.name(i)]; }"""
    )
    find(one, hidden[1])
    one.page.keyboard.press("Enter")
    assert hidden[0] in one.drawn()
    assert "open=" in one.state()


def test_a_story_opens_when_the_reader_has_come_near(show: Opener, large: Path) -> None:
    one = show(large)
    one.page.evaluate("GK.draw.lookAt(GK.data.stories[1])")
    assert "open" not in one.state()
    box = one.page.locator("#canvas").bounding_box()
    assert box
    one.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    one.page.mouse.wheel(0, -120)
    one.page.wait_for_function("() => GK.state.get().open.has(1)")
    assert one.page.locator("#panel").is_hidden()
