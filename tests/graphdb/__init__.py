"""Tests against a real Neo4j; without one they are skipped (see tests/neo4j_server.py)."""
