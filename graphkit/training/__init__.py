"""Training of the attribution tagger.  Needs the extra ``train`` (torch); nothing else does."""
