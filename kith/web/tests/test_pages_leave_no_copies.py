def test_a_page_is_not_kept(client, cast):
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_what_a_member_sees_is_not_kept(cast, signed_in):
    browser = signed_in(cast.sofia)
    assert browser.get("/").headers["Cache-Control"] == "no-store"


def test_what_says_otherwise_is_kept(client):
    assert client.get("/manifest.webmanifest").headers["Cache-Control"] == "max-age=86400"
