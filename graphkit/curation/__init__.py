"""What people decided, kept in judgements.yaml: the same, different, another name, another type."""
