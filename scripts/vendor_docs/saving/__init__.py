"""Make the text that the readers read from a page as people have it, and check it before it is used."""
