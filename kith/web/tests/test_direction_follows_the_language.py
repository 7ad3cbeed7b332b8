import pytest


@pytest.mark.parametrize(
    ("code", "direction", "style"),
    [("en", "ltr", "public.css"), ("so", "ltr", "public.css"), ("ar", "rtl", "public.rtl.css"),
     ("fa", "rtl", "public.rtl.css")],
)  # fmt: skip
def test_direction_follows_the_language(client, cast, code, direction, style):
    page = client.get(f"/?lang={code}").content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert f'href="/static/build/{style}"' in page


def test_the_mirrored_style_is_mirrored(front_end):
    assert "margin-left:auto" in (front_end / "desk.css").read_text()
    assert "margin-right:auto" in (front_end / "desk.rtl.css").read_text()
