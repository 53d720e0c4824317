"""From a changed page to a reviewed release: propose the changes, review them, accept them."""
