"""The printed page: set by Typst from the templates in resources/report, drawn by pdfium.

One PDF is the preview, the file and what a printer gets. `legible` makes the strings of a
document fit to be set, with the typefaces of `faces`; `plain` turns a document into what a
template takes; `setting` sets it; `sheets` draws its pages.
"""
