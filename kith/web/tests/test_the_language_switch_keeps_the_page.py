import re

from kith.core.languages import INTERFACE


def switch(page: str) -> dict[str, str]:
    """Language and address of each entry."""
    links = re.findall(r'<a href="([^"]*)" lang="([\w-]+)" hreflang', page)
    return {code: href.replace("&amp;", "&") for href, code in links}


def test_every_language_stands_in_its_own_script(client, cast):
    page = client.get("/").content.decode()
    for language in INTERFACE:
        assert f">{language.name}</a>" in page


def test_what_was_searched_stays_in_the_address(client, cast):
    links = switch(client.get("/_components?cost=free&cost=low").content.decode())
    assert links["so"] == "?cost=free&cost=low&lang=so"


def test_the_chosen_language_is_remembered(client, cast):
    client.get("/?lang=es")
    assert '<html lang="es"' in client.get("/").content.decode()


def test_what_a_script_fetches_chooses_no_language(client, cast):
    client.get("/?lang=es", headers={"Sec-Fetch-Mode": "cors"})
    assert '<html lang="en"' in client.get("/").content.decode()
