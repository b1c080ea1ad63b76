"""The product: what a study says, as one value, one web page and one Word document."""
