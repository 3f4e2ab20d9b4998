"""Documents as people really save them: every block kind, in Markdown and in plain text."""

from __future__ import annotations

MARKDOWN = """---
title: Feature stores
entities: [Feature store]
as_of: 2026-11-20
---

# Feature stores

A feature store serves the same value twice. [^S1] It costs about $20 a month, e.g. on **AWS**. [^S1][^S2]

Setext heading
over two lines
--------------

The clouds offer these two parts:

- **Registry**: It names each model. [^S1] It keeps versions. [^S2]
  - A nested point
    on two lines.
- [x] **Gate**: Checks before release. [^S2]

1. First step
2) Second list

> A quoted paragraph
> goes on here.

| Provider | What it is | Source |
|:---|---|---|
| AWS | a \\| b | [^S1] |
| Azure | [Docs](https://a.example/x) | [^S2] |

```python
print("code")
```

<div class="box"><h3>Boxed</h3>
<p>Html text. More of it.</p></div>

Case C-703/25 P. [^S1] The next statement follows “closely”. [^S2]

• signed one
• signed two

Last line without an end"""

TEXT = """What Is a Feature Store?
By Jane Doe, 12 March 2026

A feature store keeps the features of every model in one place, so that training and serving agree. It was new in 2017.
It costs about $20 a month, e.g. on AWS, and less on premises. “Nobody regrets it,” said Dr. Smith. 🎉 Try it!

Why use it?
Because features drift apart otherwise, which nobody notices until the first audit comes round.

1. The parts
A store has two halves, and both of them read from the same definitions in the same repository.
- offline half
• online half
◦ the registry
* a star
– a dash
1) a number
a) a letter
✅ a sign

Numbered and underlined
-----------------------
Latency: under 10 ms.
Freshness: about a minute.

| Name | Price |
|------|-------|
| One \\| Two | 1 |

Plan | Price
Small | 10
Large | 20

Plan\tSeats
Team\t5
Firm\t50

Conclusion
Use one if you have many models.
"""

WRAPPED = """Feature stores, a field guide

Feature stores keep the inputs of every model in one place, so that
training and serving see the same value. They are sold by many vendors
under many names, which
makes a comparison hard.

How do they scale?

Most of them shard by entity and keep the newest value of each one in
memory. A few of them keep it on disk.

- a bullet that is long enough to be wrapped at the margin of this page
  and goes on below
- a second one
"""

NO_HEADINGS = """this text begins in lower case and has no heading at all. It goes on.
\u00a0\u00a0Non-breaking\u00a0space opens this line.\u00a0And a second sentence.
\tA tab opens this one, and\ta tab stands inside.
It was cut in the middle of a sentence
and goes on here. \ufeffA stray mark.
"""

ARTICLES = {
    "markdown.md": MARKDOWN,
    "windows.md": MARKDOWN.replace("\n", "\r\n"),
    "old-mac.md": MARKDOWN.replace("\n", "\r"),
    "mark.md": "\ufeff" + MARKDOWN,
    "unmarked.md": TEXT,
    "text.txt": TEXT,
    "windows.txt": TEXT.replace("\n", "\r\n"),
    "old-mac.txt": TEXT.replace("\n", "\r"),
    "wrapped.txt": WRAPPED,
    "plain.txt": NO_HEADINGS,
    "no-end.txt": TEXT.rstrip(),
    "one-line.txt": "Only one line",
    "long-line.txt": "A very long line, without any stop, " * 3_000,
    "long-word.txt": "A key: " + "x" * 20_000,
    "rules.txt": "Title of rules\n=====\n\n-----\n\nText between rules is kept.\n\n*****\n",
    "empty-table.md": "# Tables\n\n| a | b |\n|---|---|\n\n| c | d |\n|---|---|\n| 1 | 2 | 3 |\n| | |\n",
    "open-fence.md": "# Code\n\n```\nfirst line\nlast line",
    "html.md": "# Page\n\n<!-- a comment -->\n<ul><li>One</li>\n<li>Two <b>bold</b></li></ul>\n\n<script>\nvar x\n</script>\n",
    "footnotes.md": "# Notes\n\nA note[^1] and a named one[^why].\n\n[^1]: The first note.\n[^why]: The reason.\n",
}
