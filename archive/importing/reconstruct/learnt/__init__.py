"""What was learnt on tuning pages: small trees over named traits, as data; nothing here learns.

Each ``NAME.json`` holds one forest. ``python -m tests.importing.reconstruct.learn`` makes them anew.
"""
