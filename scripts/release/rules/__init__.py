"""Turn a finding of the page check into edits: a module for each kind of finding."""
