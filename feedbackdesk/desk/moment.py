"""One moment of a workspace: what questions are asked of, so that their answers agree.

`Desk.ask` hands one to a question. Above the desk it is only handed on to other questions of the
desk, and nothing is read from it there: what is to be known is a named question in this room.
"""

from feedbackdesk.store.reader import Reader

Moment = Reader

__all__ = ["Moment"]
