"""The one form that a graph has in Neo4j; exporters that write for Neo4j use it too.

scalars      lists of objects as lists side by side
properties   nodes and edges as rows of properties, and back with nothing lost
literals     values as Cypher writes them
constraints  what must be unique, as statements that may run twice
"""
