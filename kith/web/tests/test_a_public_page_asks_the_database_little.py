import pytest


@pytest.mark.parametrize(("path", "queries"), [("/", 2), ("/crisis/", 4), ("/privacy/", 3)])
def test_a_public_page_asks_the_database_little(
    client, cast, django_assert_num_queries, path, queries
):
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
