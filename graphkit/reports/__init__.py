"""What a graph tells, in words and counts.

summary   counts by type, the most quoted, the disputes
disputes  who disputes what, each dispute once
timeline  the places of a claim in their order, with what is not sure
trace     a claim from its first source to its last repeat
review    entities that may be one, or may be two
"""
