"""Cypher over a graph in this process, without a server.

``dialect`` writes Neo4j's Cypher as the embedded engine reads it, ``engine`` loads and asks.
"""

from graphkit.query.engine import Answer, Loaded, ask, loaded

__all__ = ["Answer", "Loaded", "ask", "loaded"]
