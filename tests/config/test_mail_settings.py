from wijkwerk.config.mail_settings import mail_settings
from wijkwerk.lib.mail_url import read_mail_url


def test_a_server_gets_what_it_needs_to_let_us_in_and_the_line_is_kept_from_others():
    found = mail_settings(read_mail_url("smtp://wijk:geheim@mail:2525"), sender="a@b.example", is_printed=False)
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail", 2525)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("wijk", "geheim")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    assert found["DEFAULT_FROM_EMAIL"] == "a@b.example"
    assert found["EMAIL_TIMEOUT"] < 60


def test_tls_from_the_first_word_is_another_switch():
    found = mail_settings(read_mail_url("smtps://mail"), sender="a@b.example", is_printed=False)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (False, True)


def test_without_a_server_letters_are_printed_or_go_nowhere():
    assert mail_settings(None, sender="", is_printed=True)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert mail_settings(None, sender="", is_printed=False)["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
