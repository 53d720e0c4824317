"""Filespot: files and folders of the account's container, and the URLs they are downloaded from."""
