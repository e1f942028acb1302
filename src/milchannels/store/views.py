"""The views that make a store pleasant in Datasette or any SQL tool: channels at three levels, and provenance.

Comes in: nothing. Goes out: name and SELECT of each view, in SQL that SQLite and PostgreSQL both take.
"""

from __future__ import annotations

_POST = "l.country || ' ' || l.office"

_CHANNEL = """
SELECT {a} AS a, {b} AS b,
       COUNT(DISTINCT CASE WHEN c.status = 'held' THEN c.id END) AS held,
       COUNT(DISTINCT CASE WHEN c.status <> 'held' THEN c.id END) AS not_held,
       MIN(CASE WHEN c.status = 'held' THEN c.date_first END) AS first,
       MAX(CASE WHEN c.status = 'held' THEN c.date_last END) AS last
FROM linked_contacts c
JOIN linked_participants l ON l.linked = c.id
JOIN linked_participants r ON r.linked = c.id
{joins}
WHERE l.country <> r.country AND {a} < {b}
GROUP BY {a}, {b}
"""

VIEWS: dict[str, str] = {
    "country_channels": _CHANNEL.format(a="l.country", b="r.country", joins=""),
    "post_channels": _CHANNEL.format(a=f"({_POST})", b=f"({_POST.replace('l.', 'r.')})", joins=""),
    "person_channels": _CHANNEL.format(a="l.person", b="r.person", joins="").replace(
        "SELECT l.person AS a, r.person AS b,",
        "SELECT l.person AS a, r.person AS b, MIN(l.name) AS a_name, MIN(r.name) AS b_name,",
    ),
    "contact_sources": """
SELECT c.linked AS linked_contact, a.id AS article, c.id AS contact, a.title, a.source, a.published,
       c.mode, c.status, c.date, q.quote
FROM contacts c
JOIN articles a ON a.key = c.article
LEFT JOIN quotes q ON q.contact = c.key AND q.position = 0
WHERE c.linked IS NOT NULL
""",
    "person_sources": """
SELECT p.id AS person, p.name, p.country, a.id AS article, ap.name AS spelling, ap.rank, ap.role, ap.office, a.published
FROM persons p
JOIN appearances n ON n.person = p.id
JOIN article_people ap ON ap.appearance = n.key
JOIN articles a ON a.key = ap.article
""",
}
