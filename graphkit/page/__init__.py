"""A graph as one HTML file."""

from graphkit.page.render import render_page

__all__ = ["render_page"]
