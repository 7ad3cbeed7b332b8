def test_the_worker_keeps_the_crisis_page_and_its_style_only(client):
    answer = client.get("/sw.js")
    script = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert 'const PAGE = "/crisis/";' in script
    assert 'const STYLES = ["/static/build/public.css", "/static/build/public.rtl.css"];' in script
