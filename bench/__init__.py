"""Side-by-side measurements: this generator, Hugo and Pelican build the same coalition."""
