"""What browsers, other sites and programs talk to."""
