import pytest

from kith.accounts.templatetags.browsers import browser_name

LIKE = "(KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 {LIKE} Chrome/130.0 Safari/537.36",
         "Chrome, Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 {LIKE} Chrome/130.0 Safari/537.36 "
         "Edg/130.0", "Edge, Windows"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 {LIKE} "
         "Version/17.0 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Android 14; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox, Android"),
        ("curl/8.1", "A browser we do not know"),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_name(said: str, name: str) -> None:
    assert browser_name(said) == name
