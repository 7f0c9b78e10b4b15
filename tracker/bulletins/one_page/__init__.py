"""The one-page picture (一图读懂): what a region promised for a year and how that stands, drawn without a browser."""
