"""The HTML edition in a real browser, without a network."""

import json
import tempfile
import time
from pathlib import Path

import editions
import pytest

from variorum.export.citation import citation
from variorum.export.html import html, html_many
from variorum.model import Span

pytestmark = pytest.mark.browser
CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --force-prefers-reduced-motion "
    "--window-size=1440,900"
)


def _browser(script=True):
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("needs Chromium and its driver: apt-get install chromium chromium-driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tempfile.mkdtemp()}")
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.get("about:blank")
    return driver


@pytest.fixture(scope="module")
def driver():
    driver = _browser()
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def quiet():
    driver = _browser(script=False)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "edition": html(editions.edition()),
        "crowd": html(editions.crowd()),
        "hostile": html(editions.hostile()),
        "many": html_many([editions.edition(), editions.crowd()], {"version": "1"}),
    }
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8", newline="")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


def find(driver, what):
    return driver.find_element("css selector", what)


def lit(driver):
    return driver.execute_script(
        "return [...new Set([...document.querySelectorAll('.e.lit')].map((e) => e.dataset.span))]"
    )


def press(driver, *keys):
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def clipboard(driver):
    """What was copied, by pasting it into a field of the page."""
    from selenium.webdriver import ActionChains, Keys

    driver.execute_script(
        "const area = document.createElement('textarea'); area.id = 'paste'; document.body.append(area);"
        "area.focus()"
    )
    ActionChains(driver).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
    words = driver.execute_script("return document.querySelector('#paste').value")
    driver.execute_script("document.querySelector('#paste').remove()")
    return words


@pytest.mark.parametrize("name", ["edition", "crowd", "hostile", "many"])
def test_no_error_and_no_request(driver, pages, name):
    driver.get_log("performance")
    driver.get(pages[name])
    press(driver, "j", "t", "k")

    assert [] == driver.get_log("browser")
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {pages[name]} == {a["request"]["url"] for a in asked if a["documentURL"] == pages[name]}


def test_the_dom_holds_the_text(driver, pages):
    driver.get(pages["hostile"])

    text = driver.execute_script("return document.querySelector('.text').textContent")
    assert editions.hostile().witnesses[0].text.replace("\0", "\ufffd") == text


def test_pointing_at_words_lights_them_in_every_witness(driver, pages):
    from selenium.webdriver import ActionChains

    driver.get(pages["edition"])
    words = find(driver, "#line-2 .assembly .all")
    ActionChains(driver).move_to_element(words).perform()

    a = editions.at(editions.A, "strongly supports this plan")
    b = editions.at(editions.B, "strongly supports this plan")
    assert [f"A-{a.start}-{a.end}", f"B-{b.start}-{b.end}"] == lit(driver)
    shown = driver.execute_script(
        "const e = document.querySelector('.column .lit').getBoundingClientRect();"
        "return e.top > 0 && e.bottom < innerHeight"
    )
    assert shown


def test_focus_lights_and_escape_clears(driver, pages):
    from selenium.webdriver import Keys

    driver.get(pages["edition"])
    driver.execute_script("document.querySelector('#line-4 .witness .words .w').focus()")
    assert lit(driver)
    press(driver, Keys.ESCAPE)
    assert [] == lit(driver)


def test_j_and_k_walk_the_lines(driver, pages):
    driver.get(pages["edition"])
    at = "return document.activeElement.id"

    press(driver, "j")
    assert driver.execute_script(at) == "line-1"
    press(driver, "j", "j")
    assert driver.execute_script(at) == "line-3"
    press(driver, "k")
    assert driver.execute_script(at) == "line-2"
    assert lit(driver)


def test_a_copied_citation_is_that_of_the_library_after_an_emoji(driver, pages):
    driver.get(pages["edition"])
    span = editions.at(editions.A, editions.QUOTE)
    find(driver, f"#line-1 .witness [data-cite='A-{span.start}-{span.end}']").click()
    time.sleep(0.2)

    assert citation(editions.edition(), span) == clipboard(driver)


def test_a_selection_is_cited_in_code_points(driver, pages):
    driver.get(pages["edition"])
    driver.execute_script(
        "const p = document.querySelector('#text-A p'); const walk = document.createTreeWalker(p, 4);"
        "let node; while ((node = walk.nextNode()) && !node.data.includes('Luangwa'));"
        "const i = node.data.indexOf('Luangwa'); const r = document.createRange();"
        "r.setStart(node, i); r.setEnd(node, i + 13);"
        "getSelection().removeAllRanges(); getSelection().addRange(r)"
    )
    press(driver, "c")
    time.sleep(0.2)

    assert citation(editions.edition(), editions.at(editions.A, "Luangwa river")) == clipboard(driver)


def test_outlets_can_be_blinded(driver, pages):
    driver.get(pages["edition"])
    find(driver, "#blind").click()

    outside = (
        "return [...document.querySelectorAll('main *')]"
        ".filter((e) => e.checkVisibility() && !e.closest('.text') && e.children.length === 0)"
        ".map((e) => e.textContent).join(' ')"
    )
    assert "Harbour Courier" not in driver.execute_script(outside)
    find(driver, "#blind").click()
    assert "Harbour Courier" in driver.execute_script(outside)


def test_the_apparatus_is_filtered_by_kind(driver, pages):
    driver.get(pages["edition"])
    driver.execute_script("document.querySelector('[data-filter=place]').click()")

    kinds = (
        "return [...document.querySelectorAll('.apparatus .entries .variant')].filter((e) => e.checkVisibility())"
        ".map((e) => e.dataset.kind)"
    )
    assert ["place", "place"] == driver.execute_script(kinds)


def test_without_script_everything_can_be_read_and_reached(quiet, pages):
    quiet.get(pages["edition"])

    body = find(quiet, "body").text
    for words in ("at most 1 root", "speaker unknown", "Dredging licences", "no body text was found"):
        assert words in body
    assert "Blind outlets" not in body
    assert editions.A.text[-40:] in body
    quiet.get(pages["edition"] + "#line-3")
    link = find(quiet, "#line-4 .witness .words .w")
    link.click()
    colour = find(quiet, ".e:target").value_of_css_property("background-color")
    assert colour != "rgba(0, 0, 0, 0)"


def test_without_script_spans_that_cross_are_lit_whole(quiet, pages):
    span = Span("article-h", 5, 55)
    quiet.get(pages["hostile"] + f"#A-{span.start}-{span.end}")

    pieces = quiet.find_elements("css selector", f"[data-span='A-{span.start}-{span.end}']")
    assert len(pieces) > 1
    assert {find(quiet, ".e:target").value_of_css_property("background-color")} == {
        piece.value_of_css_property("background-color") for piece in pieces
    }


@pytest.mark.parametrize("width", [400, 820, 1440])
def test_nothing_runs_over_the_edge(driver, pages, width):
    for name in ("edition", "crowd", "many"):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.get(pages[name])
        assert width >= driver.execute_script("return document.documentElement.scrollWidth")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_memo_is_one_page(driver, pages):
    import base64

    driver.get(pages["edition"])
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert 1 == base64.b64decode(printed["data"]).count(b"/Type /Page\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_every_visible_word(driver, pages, scheme):
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    driver.get(pages["edition"])
    poor = driver.execute_script("""
      const number = (c) => c.match(/[\\d.]+/g).map(Number);
      const light = (c) => number(c).slice(0, 3).map((v) => { v /= 255;
        return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; })
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const ground = (e) => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor;
        if (number(c)[3] !== 0) return c; }
        return "rgb(255,255,255)"; };
      return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() &&
        [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((e) => {
          const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), e.className, e.textContent.slice(0, 30)]; })
        .filter((r) => r[0] < 4.5)""")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    assert [] == poor
