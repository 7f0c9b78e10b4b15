"""The demonstration: sample work reports of four districts, read, adopted and followed up by made-up people.

`reports/` holds the texts, `progress/` what was filed for their promises, `demo.toml` who takes part,
`departments.toml` the departments of a district. Everything but the names of places is made up.
"""
