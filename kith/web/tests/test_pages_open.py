import pytest


@pytest.mark.parametrize("path", ["/", "/crisis/", "/privacy/", "/_components", "/healthz"])
def test_a_page_of_the_shell_opens(client, cast, path):
    assert client.get(path).status_code == 200
