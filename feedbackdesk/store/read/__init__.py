"""What can be asked of a workspace, a module for each word."""
