"""What commands print with `--json`: a type for each command, from which its JSON Schema and docs/json.md are made.

Each object has a `format` with a version. A version may gain fields. If a field is renamed, removed or given another
meaning or type, the version is another one (docs/json.md). Nothing here is imported by a command that prints text.
"""
