"""A page is read as what people get from it."""

from .page_reading import page_lines


def test_a_heading_is_read_with_its_level() -> None:
    assert page_lines("<h1>Mensen</h1><h2>Rollen\n en gremia</h2>") == ["h1 Mensen", "h2 Rollen en gremia"]


def test_a_link_is_read_in_its_line_with_its_words_and_address() -> None:
    assert page_lines('<p>Kijk bij <a href="/mensen/">alle <b>mensen</b></a>.</p>') == [
        "Kijk bij [alle mensen](/mensen/)."
    ]


def test_a_link_around_blocks_stays_one_link() -> None:
    assert page_lines('<a href="/x/"><div>Noord</div><div>wijk</div></a>') == ["[Noord wijk](/x/)"]


def test_how_it_is_marked_up_is_not_read() -> None:
    plain = "<section><p>Een zin.</p></section>"
    assert page_lines(plain) == page_lines('<div class="kit wide" id="a" style="x"><div><p>Een  zin.</p></div></div>')


def test_a_field_is_read_with_its_label_and_all_that_decides_what_it_takes() -> None:
    field = '<label for="r">Reden</label><input id="r" name="reason" required maxlength="9">'
    assert page_lines(f'<form method="post" action="/x/">{field}</form>') == [
        "form post /x/",
        "Reden",
        'field `reason` text "Reden" required maxlength=9',
        "end of form",
    ]


def test_a_label_around_its_field_is_its_label() -> None:
    assert page_lines('<label><input type="checkbox" name="ja" checked> Akkoord</label>') == [
        'field `ja` checkbox "Akkoord" checked',
        "Akkoord",
    ]


def test_choices_are_read_with_the_one_that_is_chosen() -> None:
    lines = page_lines('<select name="rol"><option value="a">A<option value="b" selected>B</select>')
    assert lines == ["field `rol` select", '  option a "A"', '  option b "B" (chosen)']


def test_what_stands_in_a_textarea_is_its_value() -> None:
    assert page_lines('<textarea name="t">een\nbegin</textarea>') == ["field `t` textarea = een begin"]


def test_a_button_is_read_with_its_words_and_what_it_sends() -> None:
    assert page_lines('<button name="do" value="save">Bewaren</button>') == ['field `do` submit "Bewaren" = save']


def test_a_token_is_left_out() -> None:
    page = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    assert page_lines(page.format("abc")) == page_lines(page.format("def"))


def test_a_row_of_a_table_is_one_line() -> None:
    table = "<table><tr><th>Wijk<th>Aantal</tr><tr><td>Noord</td><td>3</td></tr></table>"
    assert page_lines(table) == ["<table>", "|# Wijk |# Aantal", "| Noord | 3"]


def test_of_a_long_table_the_rest_is_counted_and_still_shows_when_it_changes() -> None:
    rows = [f"<tr><td>{number}</td></tr>" for number in range(100)]
    lines = page_lines(f"<table>{''.join(rows)}</table>")
    assert lines[:2] == ["<table>", "| 0"]
    assert len(lines) == 41
    assert lines[-1].startswith("… 61 more lines, ")
    rows[99] = "<tr><td>anders</td></tr>"
    assert page_lines(f"<table>{''.join(rows)}</table>")[-1] != lines[-1]


def test_a_drawing_is_read_as_its_words_and_a_hash_of_its_shapes() -> None:
    drawing = '<svg class="{}"><title>Kaart</title><path d="{}"/></svg>'
    lines = page_lines(drawing.format("a", "M1 1"))
    assert lines[1] == "  drawn: Kaart"
    assert page_lines(drawing.format("b", "M1 1")) == lines
    assert page_lines(drawing.format("a", "M1 2"))[0] != lines[0]


def test_a_link_in_a_drawing_is_read_with_its_words() -> None:
    lines = page_lines('<svg><a href="/gebied/a/"><path d="M1"/><title>Noord</title></a></svg><p>Na</p>')
    assert lines[1:] == ["  drawn: link /gebied/a/", "  drawn: Noord", "Na"]


def test_what_helping_software_says_is_read() -> None:
    assert page_lines('<nav aria-label="Menu"><a href="/" aria-current="page">Start</a></nav>') == [
        "<nav> {aria-label Menu}",
        "{aria-current page} [Start](/)",
    ]


def test_code_and_style_are_not_words() -> None:
    assert page_lines("<style>p {}</style><script src='/a.js'>x()</script><p>Woord</p>") == ["script /a.js", "Woord"]
