import re

from django.urls import reverse


def test_every_tab_a_member_sees_opens(kept, cast, signed_in) -> None:
    for member in (cast.amina, cast.ben, cast.sofia):
        client = signed_in(member)
        page = client.get(reverse("desk_directory")).content.decode()
        bar = page.split('<nav class="tabs"')[1].split("</nav>")[0]
        tabs = re.findall(r'href="([^"]+)"', bar)
        assert tabs
        assert [tab for tab in tabs if client.get(tab).status_code != 200] == []
