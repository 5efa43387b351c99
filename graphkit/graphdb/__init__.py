"""Neo4j: push a graph, prune, pull it back, ask it.

server       connection, and errors a user can act on
push         a graph into Neo4j: only what changed, in checked batches
plan         what a push has to write and what it would remove
script       the same as a Cypher script, for --dump-cypher
pull         the graph back out of Neo4j, and judgements made in Neo4j Browser
queries      saved queries: list, show, run; favourites and a style for Neo4j Browser
"""

from graphkit.graphdb.push import Report, push
from graphkit.graphdb.server import Server, connect

__all__ = ["Report", "Server", "connect", "push"]
