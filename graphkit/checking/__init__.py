"""What a graph.json must be, told place by place.

problem    one thing that is wrong: its JSON path, what it is, what to do
shape      the fixed format: types of values, ends of edges, ids; without it no other part can go on
content    what the format promises: evidence that is there and true, references that lead somewhere

Every part that reads or writes a graph.json asks for its shape; ``graphkit check`` for both.
"""

from graphkit.checking.content import content_problems, texts_of
from graphkit.checking.problem import Problem
from graphkit.checking.shape import half_characters, shape_problems

__all__ = ["Problem", "content_problems", "half_characters", "shape_problems", "texts_of"]
