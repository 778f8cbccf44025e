"""The edges: the only modules that import Pelican, touch the disk, read the clock or the network."""
