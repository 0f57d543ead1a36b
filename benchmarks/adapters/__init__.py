"""What evaluators run: programs that speak JSON lines."""
