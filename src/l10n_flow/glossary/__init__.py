"""The glossary: what the desk agreed to call things, and where a text does so."""
