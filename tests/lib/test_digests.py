import hashlib

from wijkwerk.lib.digests import digest_of, sha256_of, sha256_of_folder


def test_a_file_has_the_digest_that_sha256sum_prints(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_bytes(b"abc")
    assert sha256_of(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_larger_than_one_read_is_read_to_its_end(tmp_path):
    content = bytes(range(256)) * 20_000
    path = tmp_path / "groot"
    path.write_bytes(content)
    assert sha256_of(path) == hashlib.sha256(content).hexdigest()


def test_a_folder_has_another_digest_when_a_name_or_a_content_differs(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "een.css").write_text("x")
    first = sha256_of_folder(tmp_path)
    (tmp_path / "a" / "een.css").write_text("y")
    second = sha256_of_folder(tmp_path)
    (tmp_path / "a" / "een.css").rename(tmp_path / "a" / "twee.css")
    assert len({first, second, sha256_of_folder(tmp_path)}) == 3


def test_where_a_folder_lies_does_not_matter(tmp_path):
    for name in ("hier", "daar"):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "sub" / "een").write_text("1")
        (tmp_path / name / "twee").write_text("2")
    assert sha256_of_folder(tmp_path / "hier") == sha256_of_folder(tmp_path / "daar")


def test_names_have_no_order():
    assert digest_of([{"a": 1, "b": [{"d": 2, "c": 3}]}]) == digest_of([{"b": [{"c": 3, "d": 2}], "a": 1}])
