"""What editors do with the glossary."""
