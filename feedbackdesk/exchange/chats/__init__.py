"""Chats as their programs export them."""
