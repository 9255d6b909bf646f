"""Markdown in what people write: what it makes, what it never makes, and that nothing of a text goes unseen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.web.markdown import BELOW_A_SECTION, as_html

TAGS = {"p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a", "h2", "h3", "h4", "h5", "h6"}


def tags_of(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Eerste regel.\nTweede regel.", "<p>Eerste regel.<br>\nTweede regel.</p>"),
        ("Een.\n\nTwee.", "<p>Een.</p>\n<p>Twee.</p>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("3. drie\n4. vier", '<ol start="3">\n<li>drie</li>\n<li>vier</li>\n</ol>'),
        ("> zei de buurt", "<blockquote>\n<p>zei de buurt</p>\n</blockquote>"),
        ("`code`", "<p><code>code</code></p>"),
    ],
)
def test_what_people_write_is_read_as_they_mean_it(text: str, html: str):
    assert as_html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    ["    Ingesprongen.", "Aanwezig\n---", "[a]: https://voorbeeld.nl", "```soort\nregel", "A & B < C", "5 * 3 * 2"],
)
def test_a_text_of_before_shows_all_that_it_says(text: str):
    """No line is taken for code, a heading or an address at the foot, and so hidden or drawn apart."""
    html = as_html(text)
    assert tags_of(html) <= {"p", "br", "hr"}
    for word in re.findall(r"\w+", text):
        assert word in text_of(html)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="https://voorbeeld.nl" onclick="alert(1)">x</a>',
        "<!-- wat niemand ziet -->",
        "<style>body{display:none}</style>",
        "<svg><script>alert(1)</script></svg>",
        "<<script>script>alert(1)<</script>/script>",
        "**<b>**",
        "`<i>`",
        "[<img src=x onerror=alert(1)>](https://voorbeeld.nl)",
    ],
)
def test_html_is_shown_and_never_obeyed(text: str):
    html = as_html(text)
    assert tags_of(html) <= TAGS
    assert not re.search(r"<[^>]*\son\w+=", html), "no tag of it carries a script"
    assert "&lt;" in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "%6Aavascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "http://voorbeeld.nl",
        "//voorbeeld.nl",
        "/mensen/",
        "?page=2",
        "#inhoud",
        "tel:0612345678",
    ],
)
@pytest.mark.parametrize("form", ["[lees]({})", "![lees]({})", "<{}>", "[lees][1]\n\n[1]: {}"])
def test_only_a_safe_address_becomes_a_link(address: str, form: str):
    assert "<a" not in as_html(form.format(address))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[lees](https://voorbeeld.nl/a)", '<a href="https://voorbeeld.nl/a" rel="nofollow noopener">lees</a>'),
        ("<https://voorbeeld.nl>", '<a href="https://voorbeeld.nl" rel="nofollow noopener">https://voorbeeld.nl</a>'),
        ("[mail](mailto:wijk@voorbeeld.nl)", '<a href="mailto:wijk@voorbeeld.nl" rel="nofollow noopener">mail</a>'),
    ],
)
def test_a_link_is_of_the_web_or_of_mail_and_is_vouched_for_by_nobody(text: str, link: str):
    assert as_html(text).strip() == f"<p>{link}</p>"


@pytest.mark.parametrize("text", ["[](https://voorbeeld.nl)", "[ ](https://voorbeeld.nl)", "![](https://voorbeeld.nl)"])
def test_a_link_without_words_is_read_as_its_address(text: str):
    assert re.search("> ?https://voorbeeld.nl</a>", as_html(text))


def test_a_picture_is_a_link_to_it_and_asks_nothing_of_another_site():
    assert as_html("![plein](https://voorbeeld.nl/a.png)").strip() == (
        '<p>!<a href="https://voorbeeld.nl/a.png" rel="nofollow noopener">plein</a></p>'
    )


def test_an_address_cannot_be_turned_to_look_like_another():
    html = as_html("Zie [\u202enl.knab\u202c](https://voorbeeld.nl) en \u2066dit\u2069.")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)
    assert ">nl.knab</a> en dit." in html


@pytest.mark.parametrize(
    ("text", "top", "levels"),
    [
        ("# a\n\n## b\n\n# c", 2, [2, 3, 2]),
        ("### a\n\n# b", 2, [2, 2]),
        ("# a\n\n###### b", 3, [3, 4]),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", 2, [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_stand_below_that_of_the_page_and_skip_none(text: str, top: int, levels: list[int]):
    assert [int(level) for level in re.findall(r"<h(\d)>", as_html(text, top))] == levels


def test_a_heading_in_a_preview_stands_below_the_heading_of_the_preview():
    assert as_html("# Kop", BELOW_A_SECTION).strip() == "<h3>Kop</h3>"


@pytest.mark.parametrize("sign", ["> ", "- ", "1. "])
def test_what_lies_too_deep_is_shown_as_it_was_typed(sign: str):
    """The reader of CommonMark leaves out what lies deeper than it goes; a page may not."""
    html = as_html(f"Vooraf.\n\n{sign * 200}geheim <b>")
    assert "geheim &lt;b&gt;" in html
    assert "Vooraf." in html
    assert tags_of(html) <= {"p", "br"}


@given(st.text(alphabet="ab *_`[]()<>!#-+1.>&;:/\\\"'\n\t~=|\u202e", max_size=80))
def test_whatever_is_typed_gives_no_tag_but_those_on_the_list(text: str):
    html = as_html(text)
    assert tags_of(html) <= TAGS
    assert not re.search(r"<[^>]*\s(?!href=|rel=|start=|title=)[a-z]+=", html)
