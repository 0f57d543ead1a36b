"""What texts are made of: tags, sentences, lines, lengths, spaces, addresses. Pure."""
