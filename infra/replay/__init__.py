"""Replay: what was uploaded once is sent through the stack again.

A source tells what is to be replayed. Events and pages become messages of the parse queue, in a list that is written
down before the first is sent (`todo`), so that a replay that was stopped goes on where it was; dead letters go back to
the queue that they came from; the archive of events is replayed by EventBridge itself. Nothing here decides what a page
comes to: the functions do, and change nothing that is up to date.
"""
