import pytest

from reports.shared.requests import id_in


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1", 1), ("042", 42), ("9223372036854775807", 2**63 - 1), ("9223372036854775808", None), ("9" * 30, None),
        ("0", None), ("", None), ("-1", None), ("1.5", None), ("x", None), ("１", None), (" 1", None),
    ],
)  # fmt: skip
def test_only_what_a_row_can_have_is_a_key(text, key):
    assert id_in(text) == key
