from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template.loader import render_to_string
from django.test import RequestFactory


def test_the_message_carries_a_button_that_undoes():
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    messages.success(request, "Merged.", extra_tags="/desk/services/undo/")
    drawn = render_to_string("web/components/messages.html", request=request)
    assert '<form method="post" action="/desk/services/undo/">' in drawn
    assert "csrfmiddlewaretoken" in drawn
