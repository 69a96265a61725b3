"""What people use: the command line and the dashboard. They read what is published and write through `backoffice`."""
