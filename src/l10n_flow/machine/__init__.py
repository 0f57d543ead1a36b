"""What guards texts on their way to a machine and back."""
