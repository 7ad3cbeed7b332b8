import re


def test_nothing_in_a_page_runs_or_styles_by_itself(public_page):
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", public_page)
    assert [tag for tag in scripts if 'type="application/json"' not in tag] == []  # data only
    assert re.findall(r"<style\b", public_page) == []
    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=\"", public_page) == []


def test_the_policy_allows_only_this_site(client, cast):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
