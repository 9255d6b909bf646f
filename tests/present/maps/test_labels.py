from wijkwerk.present.maps.labels import Label, fitting_labels
from wijkwerk.present.maps.shapes import MapShapes, Shape


def shapes(**areas: tuple[float, float, float]) -> MapShapes:
    return MapShapes(1000, 1000, {code: Shape("M0 0l1 0 0 1z", x, y, room) for code, (x, y, room) in areas.items()}, {})


def test_a_name_that_fits_stands_at_its_point() -> None:
    (placed,) = fitting_labels(shapes(a=(500, 400, 400)), [Label("a", "Noord")])
    assert (placed.x, placed.text, placed.on_phone) == (500, "Noord", True)
    assert 400 < placed.y < 420


def test_a_name_much_wider_than_its_area_is_left_out() -> None:
    assert fitting_labels(shapes(a=(500, 400, 40)), [Label("a", "Wilderinkshoek")]) == []


def test_a_name_that_only_fits_in_small_type_is_marked_so() -> None:
    (placed,) = fitting_labels(shapes(a=(500, 400, 90)), [Label("a", "Wilderinkshoek")])
    assert not placed.on_phone


def test_of_two_names_in_one_place_the_roomiest_area_keeps_its_own() -> None:
    placed = fitting_labels(shapes(a=(500, 400, 200), b=(510, 405, 300)), [Label("a", "Klein"), Label("b", "Groot")])
    assert [label.text for label in placed] == ["Groot"]


def test_a_name_at_the_edge_is_moved_inside_the_picture() -> None:
    (placed,) = fitting_labels(shapes(a=(995, 400, 300)), [Label("a", "Wilderinkshoek")])
    assert placed.x < 950
