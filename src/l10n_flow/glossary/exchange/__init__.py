"""The glossary in other tools' formats. A module here is a format; its file name is its id and its files' suffix."""
