"""The components every room builds its pages from. `/_components` shows each of them.

{% load kith %}
{% icon "geo-alt" %} {% translate "Map" %}
{% state "good" "check-lg" _("Accepted") %}
{% card title=_("Next step") icon="flag" %} ... {% endcard %}
{% empty _("Nothing waits for you") _("Look at what is due this week.") icon="sun" %}
{% sortable "name" _("Name") %}            a table head that sorts by ?sort=
{% chip _("Free") "cost" "free" %}         a filter that is on or off in the address
{% options choices %}                      of a select: (value, words, is chosen)
{% proof_of_work %}                        inside a public form that takes a POST
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kith.core import clock, navigation, proof, robots
from kith.web import charts, icons

register = template.Library()

TONES = ("good", "wait", "now", "calm", "off")
"""What a state means for whoever looks: well, waiting, urgent, under way, over."""


register.simple_tag(icons.draw, name="icon")


@register.simple_tag(takes_context=True)
def stylesheet(context: template.Context, name: str) -> SafeString:
    """The link to a built style sheet, in the direction of the page's language."""
    side = ".rtl" if context.get("direction") == "rtl" else ""
    return format_html('<link rel="stylesheet" href="{}">', static(f"build/{name}{side}.css"))


@register.simple_tag
def script(name: str) -> SafeString:
    """A built script that a page asks for: "htmx", "map"."""
    return format_html('<script src="{}" defer></script>', static(f"build/{name}.js"))


@register.simple_tag
def state(tone: str, icon_name: str, words: str) -> SafeString:
    """A state as word, picture and colour: none of the three speaks alone."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{tone!r} is not one of {', '.join(TONES)}")
    return format_html(
        '<span class="state state-{}">{}{}</span>', tone, icons.draw(icon_name), words
    )


@register.simple_tag
def button(
    words: str,
    *,
    href: str = "",
    icon: str = "",
    kind: str = "primary",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A link that looks like a button (with `href`), or a button that sends its form."""
    inside = format_html("{}{}", icons.draw(icon), words)
    if href:
        return format_html('<a class="btn btn-{}" href="{}">{}</a>', kind, href, inside)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="btn btn-{}"{}>{}</button>', kind, named, inside)


@register.simple_block_tag
def once(content: str) -> str:
    """A piece that a loop shows many times, put together before it: `{% once as head %}`."""
    return content


@register.simple_tag
def options(rows: Iterable[tuple[str, Any, bool]], *, are_languages: bool = False) -> SafeString:
    """The options of a select, in one go: a loop in a template takes ten times as long, and there
    are hundreds of languages. rows: value, words, whether it is chosen."""
    names = '<option value="{0}" lang="{0}"{1}>{2}</option>'
    plain = '<option value="{0}"{1}>{2}</option>'
    chosen = mark_safe(" selected")
    return format_html_join(
        "", names if are_languages else plain,
        ((value, chosen if is_chosen else "", words) for value, words, is_chosen in rows),
    )  # fmt: skip


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    icon: str = "",
    level: int = 2,
    extra: str = "",
) -> SafeString:
    """A titled piece of a page."""
    head = ""
    if title:
        head = format_html(
            '<h{} class="card-title">{}{}</h{}>', level, icons.draw(icon), title, level
        )
    return format_html(
        '<section class="card {}"><div class="card-body">{}{}</div></section>', extra, head, content
    )


@register.simple_block_tag
def fold(content: str, summary: str, icon: str = "", is_open: bool = False) -> SafeString:
    """A part that stays closed until asked for; works without script."""
    return format_html(
        '<details class="fold"{}><summary>{}{}</summary><div class="fold-body">{}</div></details>',
        mark_safe(" open") if is_open else "", icons.draw(icon), summary, content,
    )  # fmt: skip


@register.simple_tag
def stat(number: Any, words: str, note: str = "") -> SafeString:
    """One number a board understands, with its words."""
    small = format_html('<span class="stat-note">{}</span>', note) if note else ""
    return format_html(
        '<p class="stat"><strong>{}</strong> <span>{}</span>{}</p>', number, words, small
    )


@register.inclusion_tag("web/components/empty.html")
def empty(
    title: str, text: str = "", *, icon: str = "sun", href: str = "", action: str = ""
) -> dict[str, Any]:
    """Nothing here yet, and what to do first."""
    return {"title": title, "text": text, "icon_name": icon, "href": href, "action": action}


@register.inclusion_tag("web/components/bars.html")
def bars(
    title: str, rows: list[dict[str, Any]], *, unit: str = "", label: str = ""
) -> dict[str, Any]:
    """A bar chart drawn here, with its table beside it.

    rows: dicts with `label`, `value` (a number, or None where it was held back to protect people),
    and optionally `low` and `high`, the ends of what is likely. The title is the finding.
    """
    return {
        "title": title, "rows": charts.bars(rows), "unit": unit, "label": label or _("What"),
        "height": len(rows) * charts.STEP, "has_range": any("low" in row for row in rows),
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """This page's address with parameters changed; None takes one out."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()


@register.inclusion_tag("web/components/sortable.html", takes_context=True)
def sortable(context: template.Context, key: str, words: str, extra: str = "") -> dict[str, Any]:
    """A column head. `?sort=key` is upwards, `?sort=-key` downwards; the view reads it."""
    now = context["request"].GET.get("sort", "")
    way = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    href = with_query(context, sort=f"-{key}" if way == "ascending" else key, page=None)
    return {"words": words, "way": way, "href": href, "extra": extra}


@register.inclusion_tag("web/components/chip.html", takes_context=True)
def chip(
    context: template.Context, words: str, name: str, value: str, icon: str = ""
) -> dict[str, Any]:
    """One filter as a link: on if `?name=value` stands in the address, and then it takes it out."""
    query: QueryDict = context["request"].GET.copy()
    values = query.getlist(name)
    is_on = value in values
    query.setlist(name, [v for v in values if v != value] if is_on else [*values, value])
    query.pop("page", None)
    return {"words": words, "icon_name": icon, "is_on": is_on, "href": "?" + query.urlencode()}


@register.inclusion_tag("web/components/search_box.html", takes_context=True)
def search_box(context: template.Context) -> dict[str, Any]:
    """Search in a list: `?q=`; the other filters of the address stay."""
    asked = context["request"].GET
    kept = [(name, value) for name in asked for value in asked.getlist(name)
            if name not in ("q", "page", "format")]  # fmt: skip
    return {"q": asked.get("q", ""), "kept": kept}


@register.inclusion_tag("web/components/pages.html", takes_context=True)
def pages(context: template.Context, page: Page) -> dict[str, Any]:
    """Earlier and later pages of a list."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("web/components/proof.html")
def proof_of_work() -> dict[str, Any]:
    """Hidden fields that keep robots out of a public form; see `kith.core.robots`."""
    return {
        "challenge": proof.issue(robots.key(), clock.now()),
        "names": {"challenge": robots.CHALLENGE, "answer": robots.ANSWER, "trap": robots.HONEYPOT},
    }


@register.inclusion_tag("web/components/rail.html", takes_context=True)
def rail(context: template.Context) -> dict[str, Any]:
    """The rooms this member has use for; the one they stand in is marked. Today is the desk's
    root, with which every address begins: it is marked on its own page only."""
    path, member = context["request"].path, context["member"]
    lines = [
        (group, [(entry, reverse(entry.url_name)) for entry in entries])
        for group, entries in navigation.lines_for(member.roles)
    ]
    root = reverse("today")
    inside = [
        (len(start), href)
        for _group, row in lines for entry, href in row for start in (href, *entry.also)
        if path == start or (start != root and path.startswith(start))
    ]  # fmt: skip
    return {"lines": lines, "current": max(inside, default=(0, ""))[1]}


@register.simple_tag
def crumbs(*parts: Any) -> SafeString:
    """The way here: `{% crumbs _("People") "/desk/people/" name %}`, pairs and a last word."""
    *pairs, here = parts
    links = format_html_join(
        "", '<li><a href="{}">{}</a></li>', zip(pairs[1::2], pairs[::2], strict=True)
    )
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}<li aria-current="page"><bdi>{}</bdi></li></ol>'
        "</nav>",
        _("The way here"), links, here,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def tabs(context: template.Context, label: str, *parts: Any) -> SafeString:
    """Views of one thing, as links: `{% tabs _("Requests") _("Open") "/desk/requests/" ... %}`."""
    request, hrefs = context["request"], parts[1::2]
    whole = request.get_full_path()
    here = whole if whole in hrefs else request.path
    links = format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        (
            (href, mark_safe(' aria-current="page"') if href == here else "", words)
            for words, href in zip(parts[::2], hrefs, strict=True)
        ),
    )
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, links)


@register.inclusion_tag("web/components/timeline.html")
def timeline(items: Any) -> dict[str, Any]:
    """What happened, newest first: items with `at`, `title`, and as they like `text`, `by`, `icon`,
    `tone` and `href`."""
    return {"items": items}


@register.inclusion_tag("web/components/progress.html", takes_context=True)
def progress(context: template.Context, done: int, total: int, words: str) -> dict[str, Any]:
    """Long work under way. The page asks again by itself if `{% refresh %}` stands in its head;
    it can be left, the work goes on."""
    return {
        "done": done,
        "total": total,
        "words": words,
        "href": context["request"].get_full_path(),
    }


@register.simple_tag
def refresh(seconds: int = 3) -> SafeString:
    """In `{% block head %}`, while work goes on: the page loads itself anew, without any script."""
    return format_html('<meta http-equiv="refresh" content="{}">', seconds)


@register.simple_block_tag
def confirm(content: str, key: str, button: str, title: str, kind: str = "danger") -> SafeString:
    """A button that first asks again, in the browser's own popover: no script. The content says
    what will happen and holds the form that does it. `key` is unique on the page."""
    return format_html(
        '<button type="button" class="btn btn-{kind}" popovertarget="{key}">{button}</button>'
        '<div class="confirm" id="{key}" popover role="dialog" aria-labelledby="{key}-title">'
        '<h2 id="{key}-title">{title}</h2>{content}'
        '<button type="button" class="btn btn-link" popovertarget="{key}">{back}</button></div>',
        key=key, button=button, title=title, kind=kind, content=content, back=_("Go back"),
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def csv(context: template.Context) -> SafeString:
    """The same list, as it is filtered now, for a spreadsheet: the view answers `?format=csv`."""
    href = with_query(context, format="csv", page=None)
    return format_html(
        '<a class="btn btn-link" href="{}" download>{}{}</a>',
        href,
        icons.draw("download"),
        _("CSV"),
    )
