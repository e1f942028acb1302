"""What is learnt: how contacts are told, and named entities. Small networks, computed with numpy.

`features` turns a parsed document with its mentions, dates and triggers into arrays, `network` turns arrays into chances
with weights from a file, `reading` puts these into words of the contact reader: which token tells of a contact, of which
mode and status, and who takes part. `scripts/train_reader.py` fits the weights.

`entities` sets named entities in place of the base model's own component; `scripts/train_entities.py` fits its weights. `layers`
is what both networks are made of.
"""
