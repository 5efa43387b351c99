"""How the work is run: in several processes, and only for what is new.

workers  a function over tasks in other processes, results in order
cache    what was found in a document, kept from one run to the next

Neither knows what is done to a document; :mod:`graphkit.pipeline` ties them in.
"""
