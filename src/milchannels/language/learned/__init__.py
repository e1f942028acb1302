"""What is learnt of how contacts are told: a small network over the parse, and what it says of a document.

`features` turns a parsed document with its mentions, dates and triggers into arrays, `network` turns arrays into chances
with weights from a file, `reading` puts these into words of the contact reader: which token tells of a contact, of which
mode and status, and who takes part. `scripts/train_reader.py` fits the weights.
"""
