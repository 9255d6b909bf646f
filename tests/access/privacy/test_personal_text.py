"""What a free text is asked about, and what it is left alone on: the table is the specification."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.access.privacy.personal_text import PersonalKind, find_in_name, find_personal, masked

IBAN, EMAIL, PHONE, BSN, ADDRESS, NAME = (
    PersonalKind.IBAN,
    PersonalKind.EMAIL,
    PersonalKind.PHONE,
    PersonalKind.BSN,
    PersonalKind.ADDRESS,
    PersonalKind.NAME,
)

# text, what is found in it (kind and the very words). Numbers are those that examples and tests are given.
FOUND = [
    ("Bel 06-12345678 na zes uur.", [(PHONE, "06-12345678")]),
    ("Mobiel 0612345678", [(PHONE, "0612345678")]),
    ("bereikbaar op 06 12 34 56 78", [(PHONE, "06 12 34 56 78")]),
    ("tel. 074-2459876", [(PHONE, "074-2459876")]),
    ("tel 074 245 98 76", [(PHONE, "074 245 98 76")]),
    ("(074) 245 98 76", [(PHONE, "(074) 245 98 76")]),
    ("vanuit Duitsland +49 5921 878000", [(PHONE, "+49 5921 878000")]),
    ("+31612345678", [(PHONE, "+31612345678")]),
    ("thuis 085 130 1234", [(PHONE, "085 130 1234")]),
    ("zaak over 0612345678? nummer 0612345678", [(PHONE, "0612345678"), (PHONE, "0612345678")]),
    ("stuur het naar k.jansen@voorbeeld.nl svp", [(EMAIL, "k.jansen@voorbeeld.nl")]),
    ("Karin_Jansen+wijk@mail.voorbeeld.co.uk.", [(EMAIL, "Karin_Jansen+wijk@mail.voorbeeld.co.uk")]),
    ("rekening NL91ABNA0417164300", [(IBAN, "NL91ABNA0417164300")]),
    ("IBAN: NL91 ABNA 0417 1643 00, graag vandaag", [(IBAN, "NL91 ABNA 0417 1643 00")]),
    ("Duits: DE89 3704 0044 0532 0130 00", [(IBAN, "DE89 3704 0044 0532 0130 00")]),
    ("BSN 111222333", [(BSN, "111222333")]),
    ("burgerservicenummer: 123456782.", [(BSN, "123456782")]),
    ("de heer heeft 111 222 333", [(BSN, "111 222 333")]),
    ("nummer 1112.22.333", [(BSN, "1112.22.333")]),
    ("Overlast bij Deldenerstraat 12a.", [(ADDRESS, "Deldenerstraat 12a")]),
    ("aan de Oude Molenweg 3-5", [(ADDRESS, "Oude Molenweg 3-5")]),
    ("Burgemeester Jansenplein 1", [(ADDRESS, "Burgemeester Jansenplein 1")]),
    ("Laan van Driene 14 staat leeg", [(ADDRESS, "Laan van Driene 14")]),
    ("postcode 7551 AB", [(ADDRESS, "7551 AB")]),
    ("7551AB 12", [(ADDRESS, "7551AB 12")]),
    ("in 2011 AB 14 te Haarlem", [(ADDRESS, "2011 AB 14")]),
    ("Gesproken met mevrouw Jansen.", [(NAME, "mevrouw Jansen")]),
    ("dhr. P. de Boer wil dit niet", [(NAME, "dhr. P. de Boer")]),
    ("de heer Van Dijk", [(NAME, "de heer Van Dijk")]),
    ("fam. De Vries-Smit", [(NAME, "fam. De Vries-Smit")]),
    ("contactpersoon: Karin Jansen", [(NAME, "Karin Jansen")]),
    ("gebeld met J. van der Berg over de meting", [(NAME, "J. van der Berg")]),
    ("Karin Jansen, 06-12345678", [(NAME, "Karin Jansen"), (PHONE, "06-12345678")]),
    ("K. Jansen (k.jansen@voorbeeld.nl)", [(NAME, "K. Jansen"), (EMAIL, "k.jansen@voorbeeld.nl")]),
    ("BSN-123456782", [(BSN, "123456782")]),
    ("BSN/123456782", [(BSN, "123456782")]),
    ("id: 111222333 (burgerservicenummer)", [(BSN, "111222333")]),
    ("bsn 12345672", [(BSN, "12345672")]),
    ("bsn_nr: 123-456-782", [(BSN, "123-456-782")]),
    ("sofinummer is 111222333", [(BSN, "111222333")]),
    ("nl91abna0417164300", [(IBAN, "nl91abna0417164300")]),
    ("op NL91.ABNA.0417.1643.00 graag", [(IBAN, "NL91.ABNA.0417.1643.00")]),
    ("NL91-ABNA-0417-1643-00", [(IBAN, "NL91-ABNA-0417-1643-00")]),
    ("wk01 voor nl91abna0417164300 graag", [(IBAN, "nl91abna0417164300")]),
    ("Noors: NO93 8601 1117 947", [(IBAN, "NO93 8601 1117 947")]),
    ("Deldenerstraat nr. 12", [(ADDRESS, "Deldenerstraat nr. 12")]),
    ("Deldenerstraat nr 12", [(ADDRESS, "Deldenerstraat nr 12")]),
    ("Deldenerstraat nummer 12 is leeg", [(ADDRESS, "Deldenerstraat nummer 12")]),
    ("Deldenerstraat huisnummer 12", [(ADDRESS, "Deldenerstraat huisnummer 12")]),
    ("Deldenerstraat, 12", [(ADDRESS, "Deldenerstraat, 12")]),
    ("DELDENERSTRAAT 12", [(ADDRESS, "DELDENERSTRAAT 12")]),
    ("Hoofdstraat 12", [(ADDRESS, "Hoofdstraat 12")]),
    ("Nieuwstraat 12 dag en nacht overlast", [(ADDRESS, "Nieuwstraat 12")]),
    ("Nieuwstraat 12 bewoner klaagt", [(ADDRESS, "Nieuwstraat 12")]),
    ("Nieuwstraat 12 woning staat leeg", [(ADDRESS, "Nieuwstraat 12")]),
    ("MEVROUW JANSEN", [(NAME, "MEVROUW JANSEN")]),
    ("MEVR. J. DE VRIES", [(NAME, "MEVR. J. DE VRIES")]),
    ("DE HEER VAN DIJK", [(NAME, "DE HEER VAN DIJK")]),
    ("mevr Jansen", [(NAME, "mevr Jansen")]),
    ("dhr.Jansen", [(NAME, "dhr.Jansen")]),
    ("mevrouw Şahin", [(NAME, "mevrouw Şahin")]),
    ("mevrouw Öztürk-Đukić", [(NAME, "mevrouw Öztürk-Đukić")]),
    ("mevrouw S\u0327ahin", [(NAME, "mevrouw S\u0327ahin")]),
    ("meneer Иванов", [(NAME, "meneer Иванов")]),
    ("mevrouw حسن", [(NAME, "mevrouw حسن")]),
    ("Neem contact op met Karin Jansen", [(NAME, "Karin Jansen")]),
    ("Neem contact op met Şule Şahin", [(NAME, "Şule Şahin")]),
    ("Contact: Karin Jansen", [(NAME, "Karin Jansen")]),
    ("Op verzoek van Jan Jansen", [(NAME, "Jan Jansen")]),
    ("info.jansen@gmail.com", [(EMAIL, "info.jansen@gmail.com")]),
    ("raad.jansen@gmail.com", [(EMAIL, "raad.jansen@gmail.com")]),
    ("post.karin@hotmail.com", [(EMAIL, "post.karin@hotmail.com")]),
    ("wijkteam.jansen@gmail.com", [(EMAIL, "wijkteam.jansen@gmail.com")]),
    # Spelled with other characters, and the same to who reads it.
    ("bel ０６－１２３４５６７８", [(PHONE, "０６－１２３４５６７８")]),
    ("bel 06\u200b12345678", [(PHONE, "06\u200b12345678")]),
    ("bel 0\u200d6123\u206045678", [(PHONE, "0\u200d6123\u206045678")]),
    ("bel 06\u00a012345678", [(PHONE, "06\u00a012345678")]),
    ("bel ٠٦١٢٣٤٥٦٧٨", [(PHONE, "٠٦١٢٣٤٥٦٧٨")]),
    ("op ＮＬ９１ＡＢＮＡ０４１７１６４３００", [(IBAN, "ＮＬ９１ＡＢＮＡ０４１７１６４３００")]),
    ("NL91\u200bABNA0417164300", [(IBAN, "NL91\u200bABNA0417164300")]),
    ("k.jansen＠voorbeeld．nl", [(EMAIL, "k.jansen＠voorbeeld．nl")]),
    ("k.jan\u00adsen@voorbeeld.nl", [(EMAIL, "k.jan\u00adsen@voorbeeld.nl")]),
    ("Deldenerstraat\u200b12", [(ADDRESS, "Deldenerstraat\u200b12")]),
    ("Deldener\u200bstraat 12", [(ADDRESS, "Deldener\u200bstraat 12")]),
    ("mevrouw\u200bJansen", [(NAME, "mevrouw\u200bJansen")]),
    ("mail jan [at] voorbeeld.nl", [(EMAIL, "jan [at] voorbeeld.nl")]),
    ("jan.jansen(at)voorbeeld.nl", [(EMAIL, "jan.jansen(at)voorbeeld.nl")]),
    ("jan {AT} voorbeeld [punt] nl", [(EMAIL, "jan {AT} voorbeeld [punt] nl")]),
    ("jan apenstaartje voorbeeld.nl", [(EMAIL, "jan apenstaartje voorbeeld.nl")]),
    ("zijn nummer: 1 1 1 2 2 2 3 3 3, graag", [(BSN, "1 1 1 2 2 2 3 3 3")]),
    ("1 1 1 2 2 2 3 3 3", [(BSN, "1 1 1 2 2 2 3 3 3")]),
    ("BSN 11 12 22 333", [(BSN, "11 12 22 333")]),
    (
        "Mevr. A. Smit, Deldenerstraat 12, 7551 AB, 06-12345678",
        [(NAME, "Mevr. A. Smit"), (ADDRESS, "Deldenerstraat 12"), (ADDRESS, "7551 AB"), (PHONE, "06-12345678")],
    ),
]

# What municipal papers are full of, and what is nobody's.
LEFT_ALONE = [
    "",
    "Bel de gemeente: tel. 14 074.",
    "Bel 14074 of 0800-1234, of 0900 8844 voor de politie",
    "088 123 45 67 is het nummer van de organisatie",
    "112",
    "zaaknummer 2026-123456",
    "zaaknummer 123456782",
    "zaak: Z/26/123456782",
    "kenmerk 111222333 van het besluit",
    "Z2026-00012345",
    "Z/26/0612345678",
    "zaaknummer 0612345678",
    "dossiernr. 0742459876",
    "2026-0612345678",
    "KvK 12345678",
    "RSIN 123456782",
    "€ 1.250.000 in 2026",
    "€ 111.222.333",
    "€ 111222333",
    "111.222.333 euro",
    "krediet van 111222333",
    "1.234,5 en 12,3 %",
    "In 2024 EN 2025 daalde het",
    "2021–2024",
    "1 januari 2025",
    "2025-01-01 12:30",
    "01-02-2026",
    "In 2024 en 2025 daalde het aandeel",
    "BU01640202 en WK016402, GM0164",
    "SD0164A1",
    "artikel 6, lid 1, onder e AVG",
    "artikel 160 Gemeentewet",
    "NL12 ABNA 0000 0000 00",
    "kenmerk NL91ABNA0417164301",
    "HGL26 0001 2345 6789",
    "EU 2016 679",
    "2016 EU",
    "1500 KW aan zonnepanelen",
    "2500 MW",
    "info@voorbeeld.nl",
    "griffie@voorbeeld.nl",
    "wijkteam.noord@voorbeeld.nl",
    "@gemeente op sociale media",
    "Overlast in de Deldenerstraat neemt af",
    "Deldenerstraat 12 woningen minder",
    "Langs de Enschedesestraat 8 nieuwe bomen",
    "Langs de Enschedesestraat 350 meter riool",
    "herinrichting Marktplein 2027",
    "Op het Marktplein 30 % minder",
    "Wijk 3, Hengelose Es",
    "in de straat 12",
    "paragraaf 3.2 en bijlage 4",
    "bijlage 2 A",
    "de wethouder heeft dit toegezegd",
    "de heer Wethouder",
    "mevrouw de voorzitter",
    "het college van burgemeester en wethouders",
    "Raadsbesluit 21 oktober 2026, zaaknummer 3456789",
    "Stichting Welbions en Gemeente Hengelo",
    "Berflo Es en Hengelose Es zijn wijken",
    "St. Jan en H. Hart zijn kerken",
    "indicator misdrijven_per_1000",
    "3.456 inwoners, 1.234 huishoudens",
    "111222333 inwoners",
    "https://voorbeeld.nl/besluit/123456782",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "84799NED en 85984NED",
    "De GGD'en en het RIVM: 50150NED",
    "Postbus 18, de gemeente",
    "Gemeente Hengelo, Postbus 18, 7550 AA Hengelo",
    "Gemeente Hengelo\n\nPostbus 18\n7550AA Hengelo\n\nOnderwerp\tZaaknummer",
    "Team Wijken, Jan van Galenwijk",
    "in de wijk Noord 12 woningen",
    "artikel 12 en Marskant",
    "Achterkant 1 en voorkant 2",
    "de straat 12 keer bezocht",
    "het schoolplein 2 keer schoongemaakt",
    "een woonstraat 12 m breed, een snelweg 2 km verderop",
    "Nieuwstraat 12 dagen dicht",
    "Nieuwstraat, 12 dagen dicht",
    "Nieuwstraat 1 dag per week dicht",
    "deldenerstraat 12 woningen",
    "Deldenerstraat, 12 maart",
    "Deldenerstraat 12-03-2026",
    "Deldenerstraat 12:30 uur",
    "Deldenerstraat 3 nieuwe laadpalen",
    "Notities 12 en Functies 3",
    "onderweg 12 stops",
    "1500kw 12",
    "2000km 3",
    "1200 op 12 plekken, 3000 te 5",
    "2500 MW Zonnepark",
    "id: 111222333",
    "zaak BSN-procedure 12345678",
    "zaaknummer 12345672",
    "bsn 12345678",
    "de burgerservicenummers van 12345678 mensen",
    "zaaknummer 123456782, BSN 12345678",
    "nl91abna0417164301",
    "kenmerk nl12.abcd.0000.1111",
    "info@gmail.com",
    "wijkteam-noord@gemeente.voorbeeld.nl",
    "mevrouw belde over de vergunning",
    "Mevrouw heeft wensen",
    "de heer was boos, mevrouw niet",
    "MEVROUW DE VOORZITTER",
    "familie en vrienden, familie in de buurt",
    "de mensen en de heer of mevrouw thuis",
    "Neem contact op met de gemeente",
    "Contact: Gemeente Hengelo",
    "contact met Stichting Welbions",
    "mail info [at] voorbeeld.nl",
    "de meting (at random) is klaar",
    "een apenstaartje in het adres",
    "in 2019 2020 2021 2022 2023",
    "2019 2020 2021",
    "scores: 1 1 1 2 2 2 3 3 3",
    "De aantallen zijn 1 1 1 2 2 2 3 3 3",
    "Noord 1 1 1 2 2 2 3 3 3\nZuid 2 4 1 0 3 2 1 5 4",
    "jaar 1 2 3 4 5 6 7 8 9\naantal\n1 1 1 2 2 2 3 3 3",
    "1 1 1 2 2 2 3 3 3\n4 0 1 2 2 7 3 8 3",
    "1 1 1 2 2 2 3 3 3 4",
    "9 1 1 1 2 2 2 3 3 3",
    "1\t1\t1\t2\t2\t2\t3\t3\t3",
    "1 1 1 2 2 2 3 3 4",
    "11 12 22 333",
    "zaaknummer 1 1 1 2 2 2 3 3 3",
    "op de Marskant ¹ en ²",
    "12\u200b000 inwoners in Hengelo\u200b2024",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_points_at_a_person_is_found(text, expected):
    assert [(each.kind, text[each.start : each.end]) for each in find_personal(text)] == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_policy_papers_are_full_of_is_left_alone(text):
    assert [(each.kind, text[each.start : each.end]) for each in find_personal(text)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("06-12345678", "06-1•••••••"),
        ("k.jansen@voorbeeld.nl", "k.j•••••@v••••••••.nl"),
        ("Deldenerstraat 12a", "D••••••••••••• 1••"),
        ("111222333", "1••••••••"),
        ("1 1 1 2 2 2 3 3 3", "1 1 1 • • • • • •"),
        ("06 12 34 56 78", "06 1• •• •• ••"),
    ],
)
def test_a_finding_is_shown_masked(text, shown):
    assert masked(text) == shown


def test_what_takes_no_room_does_not_show_more_of_a_number():
    (finding,) = find_personal("Bel 06\u200b12\u200b34\u200b56\u200b78.")
    assert sum(map(str.isdigit, finding.masked)) <= 3


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\u2003", "\u200b"])
def test_what_stands_behind_a_sea_of_blanks_is_found(blank):
    assert [each.kind for each in find_personal(blank * 5_000 + "Bel 06-12345678")] == [PHONE]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("klacht mevrouw Jansen 06-12345678.csv", [PHONE]),
        ("klacht_mevrouw_Jansen_0612345678.csv", [PHONE]),
        ("bel-jan-0612345678", [PHONE]),
        ("bsn_111222333.xlsx", [BSN]),
        ("klacht%20mevrouw%20Jansen%200612345678.csv", [PHONE]),
        ("klacht mevrouw Jansen, Deldenerstraat 12.csv", []),
        ("enquete-wijken-2024.xlsx", []),
        ("Veiligheidsmonitor_2023-2024_v2.1 (definitief).csv", []),
        ("84799NED_2024-03-01T12-30.csv", []),
        ("WK016402_BU01640202.csv", []),
        ("export 20240301.csv", []),
    ],
)
def test_in_the_name_of_a_file_signs_stand_for_blanks_and_a_guess_is_none(name, kinds):
    assert [each.kind for each in find_in_name(name)] == kinds


def test_a_finding_keeps_nothing_of_the_text_but_its_place_and_mask():
    (finding,) = find_personal("Bel 06-12345678.")
    assert "12345678" not in repr(finding)


@pytest.mark.slow  # looks through many long texts
@given(st.text(max_size=200))
def test_any_text_can_be_looked_at_and_findings_never_overlap(text):
    found = find_personal(text)
    for each, following in itertools.pairwise(found):
        assert each.end <= following.start
    assert all(0 <= each.start < each.end <= len(text) for each in found)


@given(st.text(alphabet="0123456789 .-@aA/€", max_size=2000))
def test_digits_and_marks_in_any_order_can_be_looked_at(text):
    find_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "In de wijk Noord zijn 1.234 woningen, zaaknummer 2026-123456, artikel 6. Mevrouw Jansen belde. " * 200,
        "A" * 20_000,
        "Aa " * 7_000,
        "Van De " * 3_000,
        "1 " * 10_000,
        "a.a@" * 5_000,
        "a" * 20_000,
        "nl91abna" * 2_500,
        "nl91 abna " * 2_000,
        "mevrouw van de " * 1_400,
        "MEVROUW DE " * 1_800,
        "Straat, nr. " * 1_700,
        "aaastraat " * 2_000,
        "1234ab " * 2_900,
        "bsn-1234567 " * 1_700,
    ],
    ids=[
        *("prose", "one word", "names", "prefixes", "digits", "mail", "one small word", "accounts", "grouped accounts"),
        *("titles", "titles in capitals", "streets", "small streets", "postcodes", "numbers"),
    ],
)
def test_a_long_text_does_not_run_away(text):
    """A pattern that tries every way of reading it would not come back."""
    assert len(find_personal(text)) < len(text)


def test_a_sentence_is_found_as_often_as_it_stands_there():
    text = "In de wijk Noord zijn 1.234 woningen, zaaknummer 2026-123456, artikel 6. Mevrouw Jansen belde. " * 200
    assert len(find_personal(text)) == 200
