"""What people decided, kept in judgements.yaml: the same, different, another name, another type.

People's *judgements* are curated: ``curation/``, ``cli/curate*.py``, ``resolve/curated_*.py``.
A *judge* is a model that is asked about disputes: ``language/judge_models.py``.
"""
