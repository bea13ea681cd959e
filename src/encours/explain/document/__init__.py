"""A report as one document: what stands in it (`model`), and its three forms (`html`, `pdf`, `xlsx`)."""
