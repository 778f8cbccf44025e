"""The pure core: values in, values out. No Pelican, no clock, no network, no file writing."""
