"""Operations without a handler of their own: served by a rule, from the description alone, and marked as inferred."""
