"""The pages of docs/reference, each made from what the code declares; `generate_reference.py` writes them."""
