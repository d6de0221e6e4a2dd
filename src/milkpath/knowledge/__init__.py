"""What is known: substances, procedures, conditions, sites, rules and sources, as files that people review.

Data stand in the YAML files of the sub-folders; `reader` is the one reader of them, `model` says what they may hold,
`check` refuses what breaks the house rules.
"""
