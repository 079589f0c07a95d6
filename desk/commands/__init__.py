"""The commands of the command line, one file each; they meet the same guide and journal as the window."""
