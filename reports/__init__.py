"""Reading work reports: documents in, statements out."""
