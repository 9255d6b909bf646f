from tests.present.builders import BUURT, GEMEENTE, LINKS, WIJK, buurt, tags, texts, well_formed, wijk
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.maps.locator import locator, plain_map
from wijkwerk.present.maps.shapes import EMPTY, map_shapes

from .borders import square

NEIGHBOUR = buurt(1, "Elsbeek")
FAR = buurt(1, "Dalmeden", wijk="WK999903")
FAR_WIJK = wijk(3, "Slangenbeek")
SHAPES = map_shapes(
    {BUURT.code: square(0, 0), NEIGHBOUR.code: square(1, 0), FAR.code: square(2, 0)},
    {row.code: row.parent for row in (BUURT, NEIGHBOUR, FAR)},
)
BUURTEN = (BUURT, NEIGHBOUR, FAR)


def test_the_buurt_is_dark_its_wijk_in_between_and_every_other_wijk_one_link() -> None:
    root = well_formed(locator(SHAPES, BUURT, BUURTEN, LINKS.area, wijken=(WIJK, FAR_WIJK), gemeente_name="Veenstad"))
    drawn = {link.attrib["href"]: tags(link, "path")[0].attrib["class"] for link in tags(root, "a")}
    assert drawn == {
        "/gebied/WK999903": "rest-fill",
        "/gebied/BU99990202": "self-fill",
        "/gebied/BU99990201": "wijk-fill",
    }
    assert tags(root, "title")[0].text == "Ligging van De Noork in Veenstad"


def test_a_wijk_is_dark_as_a_whole() -> None:
    root = well_formed(locator(SHAPES, WIJK, BUURTEN, LINKS.area, wijken=(WIJK, FAR_WIJK)))
    assert [path.attrib["class"] for path in tags(root, "path")] == ["rest-fill", "self-fill", "self-fill"]


def test_without_borders_there_is_no_map() -> None:
    assert locator(EMPTY, BUURT, BUURTEN, LINKS.area) == ""
    assert plain_map(EMPTY, BUURTEN, LINKS.area, (), key="k", title="t", description="d") == ""


def test_the_map_of_the_start_page_links_every_buurt_and_names_the_wijken() -> None:
    root = well_formed(
        plain_map(
            SHAPES, BUURTEN, LINKS.area, [Label(WIJK.code, WIJK.name)], key="k", title=GEMEENTE.name, description="d",
            sparse=frozenset({FAR.code}),
        )
    )  # fmt: skip
    assert [path.attrib["class"] for path in tags(root, "path")] == ["plain", "plain", "plain out", "wijkgrens"]
    assert texts(root) == ["Noord"]
