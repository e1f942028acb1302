"""The page in a real Chromium, with the network cut: its views appear, are linked, filter, and nothing hostile runs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from browser import Seen, shown
from milchannels import Store, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: Whether anything is painted on a canvas inside the element.
PAINTED = """(id) => {
  const canvases = [];
  const walk = (root) => { for (const one of root.querySelectorAll("*")) {
    if (one.tagName === "CANVAS") canvases.push(one);
    if (one.shadowRoot) walk(one.shadowRoot);
  } };
  walk(document.getElementById(id));
  return canvases.some((canvas) => canvas.width && new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer).some((pixel) => pixel));
}"""
#: What a picture shows, from the drawing library: for each thing with an id, where it is in the window, and its looks.
THINGS = """(id) => {
  const host = document.getElementById(id);
  const view = [...Bokeh.index].find((one) => one.frame && host.contains(one.el));
  const ground = view.el.getBoundingClientRect();
  const found = {};
  for (const { data_source } of view.model.renderers.filter((one) => one.data_source)) {
    const data = data_source.data instanceof Map ? Object.fromEntries(data_source.data) : data_source.data;
    for (const [n, name] of [...(data.id || [])].entries()) {
      const [x, y] = data.x ? [data.x[n], data.y[n]] : [(data.x0[n] + data.x1[n]) / 2, (data.y0[n] + data.y1[n]) / 2];
      const looks = Object.fromEntries(Object.entries(data).map(([key, column]) => [key, column[n]]));
      found[name] = { ...looks, left: ground.left + view.frame.x_scale.compute(x), top: ground.top + view.frame.y_scale.compute(y) };
    }
  }
  return found;
}"""


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[tuple[Page, Seen]]:
    """The page of the small store; at the end, no complaint and no request beyond the page itself."""
    page, seen = shown(browser, page_file)
    yield page, seen
    assert seen.complaints == []
    assert seen.requests == [page_file.resolve().as_uri()]
    page.context.close()


@pytest.fixture
def page(opened: tuple[Page, Seen]) -> Page:
    return opened[0]


def dates(page: Page) -> list[str]:
    """The dates of the rows that are shown."""
    return page.locator("tr.contact .opener").all_inner_texts()


def things(page: Page, picture: str) -> dict[str, dict[str, Any]]:
    page.locator(f"#{picture}").scroll_into_view_if_needed()
    page.wait_for_timeout(120)
    found: dict[str, dict[str, Any]] = page.evaluate(THINGS, picture)
    return found


def click(page: Page, picture: str, id_: str) -> None:
    """A click on a thing of a picture, once it is there."""
    thing = things(page, picture)[id_]
    page.mouse.click(thing["left"], thing["top"])
    page.wait_for_timeout(120)


def person(page: Page, name: str) -> str:
    """The id of a person, from the choices of the filter."""
    value = page.locator("select[name=person] option", has_text=name).get_attribute("value")
    assert value
    return value


def test_views_appear(page: Page) -> None:
    assert [page.evaluate(PAINTED, id_) for id_ in ("network-plot", "timeline-axis", "timeline-plot")] == [True] * 3
    assert len(dates(page)) == 10
    assert page.locator(".lane").count() == 6
    assert "10 contacts told by 9 articles" in page.inner_text("header")
    assert not page.locator("#dossier").is_visible()


def test_the_network_is_of_persons_posts_or_countries(page: Page) -> None:
    persons = set(things(page, "network-plot"))
    assert person(page, "Lloyd Austin") in persons
    page.get_by_text("Posts", exact=True).click()
    posts = {id_ for id_ in things(page, "network-plot") if "--" not in id_}
    assert {"USA defense_minister", "RUS chief_of_defense"} <= posts
    page.get_by_text("Countries", exact=True).click()
    countries = {id_ for id_ in things(page, "network-plot") if "--" not in id_}
    assert countries == {"USA", "RUS", "CHN", "TUR"}
    assert page.locator(".lane").count() == 4


def test_hovering_says_who_and_how_many(page: Page) -> None:
    page.get_by_text("Countries", exact=True).click()
    page.wait_for_timeout(200)
    line = things(page, "network-plot")["CHN--USA"]
    page.mouse.move(line["left"], line["top"])
    page.locator("text=China – United States").first.wait_for()
    assert page.locator("text=2 contacts: 1 meeting, 1 phone call").count() == 1


def test_a_node_selects_its_contacts_everywhere(page: Page) -> None:
    wei = person(page, "Wei Fenghe")
    click(page, "network-plot", wei)
    assert "Wei Fenghe (China) 2 contacts" in page.inner_text("#selection")
    assert dates(page) == ["10 Jun 2022", "undated"]
    marks = things(page, "timeline-plot")
    faint = {one["alpha"] for one in marks.values() if "marker" in one}
    assert len(faint) == 2
    nodes = things(page, "network-plot")
    assert nodes[wei]["alpha"] == 1
    assert nodes[person(page, "Hulusi Akar")]["alpha"] < 0.5
    page.keyboard.press("Escape")
    assert not page.locator("#selection").is_visible()
    assert len(dates(page)) == 10


def test_a_line_selects_the_contacts_along_it(page: Page) -> None:
    pair = "--".join(sorted([person(page, "Mark Milley"), person(page, "Valery Gerasimov")]))
    click(page, "network-plot", pair)
    assert dates(page) == ["2 Aug 2022", "May 2022"]
    assert page.locator(".lane[aria-pressed=true]").count() == 1


def test_a_mark_opens_its_contact(page: Page) -> None:
    id_ = page.locator("tr.contact", has_text="10 Jun 2022").get_attribute("id")
    assert id_
    click(page, "timeline-plot", id_)
    assert dates(page) == ["10 Jun 2022"]
    assert "Singapore" in page.inner_text(".details")
    assert page.locator("blockquote").inner_text() == "They spoke by telephone."


def test_a_row_opens_to_its_quotes_and_links_and_selects_in_the_pictures(page: Page) -> None:
    row = page.locator("tr.contact", has_text="21 Oct 2022")
    row.locator("button").focus()
    page.keyboard.press("Enter")
    assert row.locator("button").get_attribute("aria-expanded") == "true"
    marked = (
        page.locator("blockquote")
        .first.locator("mark")
        .evaluate_all("all => all.map(one => [one.className, one.textContent])")
    )
    assert marked == [
        ["who", "Lloyd Austin"],
        ["how", "phoned"],
        ["who", "Sergei Shoigu"],
        ["when", "Friday"],
        ["about", "the war in Ukraine"],
    ]
    link = page.locator(".tellings a")
    assert link.get_attribute("href") == "https://news.example/a?b=1&c=2"
    assert set((link.get_attribute("rel") or "").split()) == {"noopener", "noreferrer"}
    id_ = row.get_attribute("id")
    marks = things(page, "timeline-plot")
    assert marks[str(id_)]["alpha"] > max(one["alpha"] for key, one in marks.items() if key != id_ and "marker" in one)
    # All rows stay: a choice in the table is no filter of the table.
    assert len(dates(page)) == 10
    page.keyboard.press("Enter")
    assert row.locator("button").get_attribute("aria-expanded") == "false"


def test_marks_say_mode_and_status(page: Page) -> None:
    ids = {
        row.inner_text().split("\t")[0].strip(): str(row.get_attribute("id"))
        for row in page.locator("tr.contact").all()
    }
    marks = things(page, "timeline-plot")
    looks = {
        date: (marks[id_]["marker"], marks[id_]["fill"] == marks[id_]["colour"])
        for date, id_ in ids.items()
        if id_ in marks
    }
    assert looks["21 Oct 2022"] == ("circle", True)
    assert looks["1 Dec 2022"] == ("circle", False)
    assert looks["10 Jun 2022"] == ("diamond", True)
    assert looks["10 Jan 2023"] == ("inverted_triangle", False)
    assert looks["2 Aug 2022"] == ("triangle", False)
    assert "undated" not in looks


def test_a_month_is_a_bar_and_a_cut_has_an_end(page: Page) -> None:
    columns = page.evaluate("""() => {
      const host = document.getElementById("timeline-plot");
      const view = [...Bokeh.index].find((one) => one.frame && host.contains(one.el));
      const sources = view.model.renderers.map((one) => one.data_source.data).map((data) => data instanceof Map ? Object.fromEntries(data) : data);
      return sources.filter((data) => data.left).map((data) => [...data.left].map((left, n) => [left, data.right[n]]));
    }""")
    bands, bars = (
        [(dt.date.fromtimestamp(a / 1000), dt.date.fromtimestamp(b / 1000)) for a, b in one] for one in columns
    )
    assert (dt.date(2022, 5, 1), dt.date(2022, 6, 1)) in bars
    # From the cut to the contact of May, of which the day is not known, on each lane between the two countries.
    assert set(bands) == {(dt.date(2022, 3, 3), dt.date(2022, 5, 1))}


def test_filters_filter_all_views(page: Page) -> None:
    page.select_option("select[name=mode]", "meeting")
    assert dates(page) == ["Nov 2022", "10 Jun 2022", "29 Apr 2021"]
    assert page.inner_text("#count") == "3 of 10 contacts"
    assert person(page, "Valery Gerasimov") not in things(page, "network-plot")
    page.select_option("select[name=mode]", "")
    page.fill("input[name=q]", "taiwan fenghe")
    expect(page.locator("tr.contact")).to_have_count(1)
    page.fill("input[name=q]", "")
    expect(page.locator("tr.contact")).to_have_count(10)
    page.fill("input[name=since]", "2022-12-01")
    assert dates(page) == ["10 Jan 2023", "1 Dec 2022"]
    page.click("#clear")
    assert len(dates(page)) == 10
    page.fill("input[name=q]", "nothing has this word")
    page.locator("#table-empty").wait_for()
    assert page.locator("#network-empty").is_visible()


def test_columns_sort(page: Page) -> None:
    page.click("th.sources button")
    assert page.locator("tr.contact .sources").first.inner_text() == "2"
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Sources")
    page.click("th.date button")
    assert dates(page)[0] == "10 Jan 2023"
    page.click("th.date button")
    assert dates(page)[-1] == "10 Jan 2023"
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_a_person_and_a_pair_have_a_dossier(page: Page) -> None:
    page.select_option("select[name=person]", person(page, "Sergei Shoigu"))
    told = page.inner_text("#dossier")
    assert "Minister of Defence 6 Nov 2012 – 12 May 2024" in told
    assert "Lloyd Austin (United States)" in told
    page.click("#clear")
    page.select_option("select[name=a]", "USA")
    page.select_option("select[name=b]", "RUS")
    told = page.inner_text("#dossier")
    assert "United States and Russia" in told
    assert "Cut 3 Mar 2022: mil ties" in told
    assert "Reopened 13 May 2022" in told
    assert re.search(r"2022\s+3, 2 not held", told)


def test_the_address_keeps_what_was_chosen(browser: Browser, page_file: Path) -> None:
    page, _ = shown(browser, page_file)
    page.select_option("select[name=a]", "CHN")
    page.get_by_text("Countries", exact=True).click()
    page.locator("tr.contact").first.click()
    address = page.url
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.url == address
    assert page.locator("input[name=level]:checked").get_attribute("value") == "country"
    assert len(dates(page)) == 2
    assert page.locator("tr.contact.selected").count() == 1
    page.context.close()


def test_all_of_it_works_with_keys(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.locator("#network-plot").focus()
    before = things(page, "network-plot")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(120)
    assert things(page, "network-plot") != before
    page.keyboard.press("0")
    page.locator(".lane").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#selection").is_visible()
    assert "Sergei Shoigu – Lloyd Austin" in page.inner_text(
        "#selection"
    ) or "Lloyd Austin – Sergei Shoigu" in page.inner_text("#selection")
    page.keyboard.press("Escape")
    page.locator("#network-list summary").focus()
    page.keyboard.press("Enter")
    page.locator("#network-list .names button", has_text="Wei Fenghe").focus()
    page.keyboard.press("Enter")
    assert "Wei Fenghe" in page.inner_text("#selection")


def test_pictures_have_words(page: Page) -> None:
    assert page.locator("#network-plot").get_attribute("role") == "img"
    said = page.locator("#network-plot").get_attribute("aria-label") or ""
    assert said.startswith("Network of ")
    assert "Lloyd Austin (United States)" in said
    assert "6 lanes" in (page.locator("#timeline-plot").get_attribute("aria-label") or "")
    unnamed = page.evaluate("""() => [...document.querySelectorAll("button, input, select, a")]
      .filter((one) => one.checkVisibility() && !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length)).map((one) => one.outerHTML)""")
    assert unnamed == []


def test_light_and_dark(browser: Browser, page_file: Path) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page, seen = shown(browser, page_file, color_scheme=scheme)
        grounds[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.select_option("#theme", "light" if scheme == "dark" else "dark")
        grounds[f"{scheme}, turned"] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert seen.complaints == []
        page.context.close()
    assert grounds["light"] == grounds["dark, turned"]
    assert grounds["dark"] == grounds["light, turned"]
    assert grounds["light"] != grounds["dark"]


def test_a_phone_has_room_for_all_of_it(browser: Browser, page_file: Path) -> None:
    page, seen = shown(browser, page_file, width=390, height=844, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for id_ in ("network-plot", "timeline-plot"):
        assert page.evaluate(PAINTED, id_)
        box = page.locator(f"#{id_}").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    # A finger on the network scrolls the page, until the reader asks to move the picture.
    assert page.locator("#network-move").is_visible()
    page.locator("tr.contact", has_text="21 Oct 2022").tap()
    assert page.locator("blockquote").first.is_visible()
    assert seen.complaints == []
    page.context.close()


def test_it_prints(browser: Browser, page_file: Path) -> None:
    page, seen = shown(browser, page_file, color_scheme="dark")
    paper = page.pdf()
    assert paper.startswith(b"%PDF")
    assert 2 <= paper.count(b"/Type /Page\n") <= 12
    # Paper is white: the page was light while it was printed, and is dark again.
    expect(page.locator("html")).not_to_have_attribute("data-theme", "light")
    assert seen.complaints == []
    page.context.close()


def test_nothing_of_an_article_runs(browser: Browser, hostile: Store, tmp_path: Path) -> None:
    target = report.write(
        hostile, tmp_path / "hostile.html", title="<script>window.hit=8</script><img src=x onerror=window.hit=9>"
    )
    page, seen = shown(browser, target)
    for level in ("Posts", "Countries", "Persons"):
        page.get_by_text(level, exact=True).click()
    page.locator("#network-list summary").click()
    # Open everything that opens, and point at everything that tells something.
    for row in page.locator("tr.contact .opener").all():
        row.click()
    for picture in ("network-plot", "timeline-plot"):
        for thing in list(things(page, picture).values())[:12]:
            page.mouse.move(thing["left"], thing["top"])
            page.wait_for_timeout(30)
    page.select_option("select[name=a]", "USA")
    page.select_option("select[name=b]", "RUS")
    page.fill("input[name=q]", "<img src=x onerror=window.hit=2>")
    page.wait_for_timeout(400)
    assert page.locator("tr.contact").count() >= 1
    page.fill("input[name=q]", "")
    page.select_option("select[name=b]", "")
    page.wait_for_timeout(400)
    assert page.evaluate("window.hit") is None
    assert seen.dialogs == []
    assert seen.requests == [target.resolve().as_uri()]
    assert seen.complaints == []
    assert page.locator("img, iframe, svg, object, embed").count() == 0
    assert page.locator("script").count() == 4
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.protocol)")
    assert set(links) <= {"file:", "https:"}
    assert page.locator("a[href^='javascript']").count() == 0
    assert "<img src=x onerror=window.hit=2>" in page.inner_text("#contacts")
    page.context.close()


def test_the_policy_stops_what_would_get_in_all_the_same(browser: Browser, page_file: Path, tmp_path: Path) -> None:
    """Were there a hole, the page's policy would hold: an added script does not run, an image is not asked for."""
    broken = tmp_path / "broken.html"
    inside = "<script>window.hit=1</script><img src='https://evil.example/x.png' onerror='window.hit=2'>"
    broken.write_text(page_file.read_text(encoding="utf-8").replace("<main>", f"<main>{inside}"), encoding="utf-8")
    page, seen = shown(browser, broken)
    assert page.evaluate("window.hit") is None
    asked = page.evaluate("fetch('https://evil.example/').then(() => 'sent', () => 'stopped')")
    assert asked == "stopped"
    # Chromium tells of what it asks for before its policy stops it: stopped it was, by that and not by the cut network.
    assert {why for url, why in seen.failures if "evil" in url} == {"csp"}
    assert any("Content Security Policy" in told for told in seen.complaints)
    page.context.close()


def test_an_empty_store_is_no_broken_page(browser: Browser, tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        target = report.write(store, tmp_path / "empty.html")
    page, seen = shown(browser, target)
    assert page.locator("#table-empty").is_visible()
    assert seen.complaints == []
    page.context.close()
