"""PO files: read strictly, written without loss."""
