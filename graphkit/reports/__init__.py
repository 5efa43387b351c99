"""What a graph tells, in words and counts.

summary   counts by type, the most quoted, the disputes
trace     a claim from its first source to its last repeat
review    entities that may be one, or may be two
"""
