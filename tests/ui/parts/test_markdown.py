"""Markdown shown as words: nothing is loaded, nothing runs, and no link opens by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from feedbackdesk.ui.widgets.markdown import MarkdownView

HOSTILE = """# Hello <script>alert(1)</script>

<img src="http://evil.example/x.png"><iframe src="file:///etc/passwd"></iframe>

![a picture](file:///etc/passwd) ![](http://evil.example/y.png)

[click](javascript:alert(1)) [file](file:///etc/passwd) [good](https://example.com/a)
[mail](mailto:ann@example.com) [more](mailto:a@b.example?bcc=c@d.example) [rel](x.html)
"""


def links_of(view: MarkdownView) -> set[str]:
    """Return where the links lead that can be followed."""
    found, block = set(), view.document().begin()
    while block.isValid():
        each = block.begin()
        while not each.atEnd():
            if each.fragment().charFormat().isAnchor():
                found.add(each.fragment().charFormat().anchorHref())
            each += 1
        block = block.next()
    return found


def test_hostile_markdown_loads_runs_and_opens_nothing(outside: list[str]) -> None:
    view = MarkdownView("view", "Description")
    view.resize(300, 200)
    view.show_markdown(HOSTILE)
    words = view.toPlainText()
    assert "<script>alert(1)</script>" in words, "HTML is only words"
    assert "<img src=" in words
    assert "[a picture]" in words
    assert "\ufffc" not in words, "no picture is left"
    assert links_of(view) == {"https://example.com/a", "mailto:ann@example.com"}
    kind = QTextDocument.ResourceType.ImageResource
    assert view.loadResource(int(kind.value), QUrl("file:///etc/passwd")) is None
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "https://a@b.example", "data:x"):
        view.anchorClicked.emit(QUrl(bad))
    assert view.findChild(QMessageBox) is None
    view.anchorClicked.emit(QUrl("https://example.com/a"))
    question = view.findChild(QMessageBox)
    assert question is not None
    assert question.text() == "This leads to example.com"
    assert question.informativeText() == "https://example.com/a"
    assert outside == []
    button = question.findChild(QPushButton, "linkOpen")
    assert button is not None
    button.click()
    assert outside == ["https://example.com/a"]
    view.close()


@pytest.mark.parametrize(
    "text",
    ["> " * 20_000 + "x", "- " * 15_000 + "x", "\n".join(" " * n + "- x" for n in range(250)),
     "[" * 30_000, "*" * 30_000, "`" * 30_000, "x" * 5_000_000, "\ud800\x00\u202e\ufffd 😀 مرحبا",
     "|a" * 9_000 + "\n" + "|-" * 9_000, "![" * 15_000],
)  # fmt: skip
def test_endless_and_strange_markdown_is_shown_all_the_same(text: str) -> None:
    view = MarkdownView("view", "Description")
    view.resize(300, 200)
    view.show_markdown(text)
    view.show()
    QApplication.processEvents()
    assert 1 <= view.height() <= 2_000
    view.close()
