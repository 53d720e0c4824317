"""Transfers of whole libraries: a manifest in, a result manifest out."""
