"""What is taken at most unless users say otherwise; options and messages name these figures. Imports nothing."""

#: Characters of the longest text that is read: 33,000 words, a small book, for which one process takes about 1.1 GB of
#: memory and a minute and a half.
LONGEST = 200_000
