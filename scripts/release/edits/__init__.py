"""Edit the files of specs/ as text, and write the edits as an OpenAPI Overlay document."""
