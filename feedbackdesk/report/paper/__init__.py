"""The printed page: set by Typst from the templates in resources/report, drawn by pdfium.

One PDF is the preview, the file and what a printer gets. `legible` makes strings fit to be
set, with the typefaces of `faces`; `documents` and `roadmap` say what a template takes, the
latter by the edition (`owner`, `customers`, `one_page`, which stand on `items`); `page` is
what every page has; `setting` sets it; `sheets` draws its pages.
"""
