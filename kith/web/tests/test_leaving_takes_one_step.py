def test_the_button_works_without_script(client, cast):
    assert 'href="/leave"' in client.get("/").content.decode()


def test_leaving_goes_elsewhere_and_takes_traces_away(client):
    answer = client.get("/leave")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "https://www.wikipedia.org/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_place_can_be_chosen(client, settings):
    settings.LEAVE_TO = "https://weather.example/"
    assert client.get("/leave").headers["Location"] == "https://weather.example/"


def test_the_page_says_what_leaving_does_not_do(client, cast):
    assert "does not clear your browser’s history" in client.get("/").content.decode()
