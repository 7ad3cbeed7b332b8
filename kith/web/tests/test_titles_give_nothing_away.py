import re

TELLING = ("help", "crisis", "mental", "anxi", "alcohol", "drug", "suicide", "safe", "support")


def test_no_title_names_the_trouble(public_page):
    title = re.search(r"<title>(.*?)</title>", public_page)
    assert title
    assert not any(word in title[1].lower() for word in TELLING)


def test_the_home_screen_shows_a_neutral_name(client):
    manifest = client.get("/manifest.webmanifest").json()
    assert (manifest["name"], manifest["short_name"]) == ("Kith", "Kith")
