"""Make a release from changed vendor pages: propose edits of specs/ and what follows from them, then accept them.

The part without side effects is `plan`, which reads a page and returns the edits:

    from release.plan import plan, Planner

    made = plan("kinescope", page_text, specs_root, lock)      # one page; caches what it reads of specs/
    made = Planner("kinescope", specs_root, lock).plan(text)   # the same, for many pages
    made.changes       # list[release.changes.ContractChange]: every difference, finished or with a `todo`
    made.overlays      # {"kinescope-v1": {...}}: an OpenAPI Overlay 1.0 document for each description that changes
    made.texts         # {"kinescope-v1/tags/schemas.yaml": "..."}: the files of specs/ that change, with their text
    made.apply(folder) # write these files to a copy of specs/

`specs_root` is the folder specs/, `lock` the path of docs.lock.json (default: the one in specs/). `previous=text` gives
the page as it was locked, for quotes of what it said; nothing else depends on it. A change is finished if its
`todo` is None. The lock is not among `texts`: `vendor_docs.lock.write` writes it when the proposal is made.

`assess` (assess.py) adds version, changelog and review. `propose` and `accept` (propose.py, accept.py) are the
commands; only they touch git.

`rules/` turns findings into edits, `edits/` makes them in the files, `comparison/` finds what decides about the
version, and `review/` writes what people read.

These packages import each other by their names in scripts/: tests import `release.plan`, not `scripts.release.plan`.
"""
