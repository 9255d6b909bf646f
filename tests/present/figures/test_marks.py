from wijkwerk.present.figures.marks import marks_for


def test_a_note_of_some_values_gets_a_sign_and_a_sentence() -> None:
    marks = marks_for(["eigen optelling", "", "eigen optelling, voorlopig"])
    assert marks.of("") == ""
    assert marks.of("eigen optelling") == "¹"
    assert marks.of("eigen optelling, voorlopig") == "¹ ²"
    assert marks.sentences == (
        "¹ eigen optelling: de bron geeft dit niet voor dit gebied; wij telden de delen op.",
        "² voorlopig: de bron kan dit cijfer nog bijstellen.",
    )


def test_what_holds_for_every_value_is_said_once_and_marks_none() -> None:
    marks = marks_for(["eigen optelling, voorlopig", "voorlopig"])
    assert marks.of("voorlopig") == ""
    assert marks.of("eigen optelling, voorlopig") == "¹"
    assert marks.sentences[-1] == "Alle waarden voorlopig: de bron kan dit cijfer nog bijstellen."


def test_a_reason_stands_in_the_sentence() -> None:
    marks = marks_for(["onzeker: een buurt ontbreekt", ""])
    assert marks.sentences == ("¹ onzeker: een buurt ontbreekt; op dit cijfer kan geen oordeel rusten.",)


def test_without_notes_there_is_nothing_to_say() -> None:
    assert marks_for(["", ""]).sentences == ()
    assert marks_for([]).sentences == ()
