"""The command line, `sellerhouse`: one module a command. No work of its own beyond asking and telling."""
