"""What a person can ask for: each command ties core and adapters together and tells the result."""
