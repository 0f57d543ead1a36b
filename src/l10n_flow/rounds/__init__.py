"""Many articles, each step of the work done once: questions, answers, and what is known from former rounds."""
