"""The store of records and files that all topics share."""
