"""The spaCy pipeline: an article's text in, contacts, people and channel events out.

In the order of the flow: countries, officials (with roles and names), dates, mentions, contacts (triggers, arguments,
status, assemble), topics, channel events. `pipeline.load()` joins them; each is a component of its own.
"""
