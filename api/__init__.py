"""What is shown: pages, public site, JSON, mail, worker and command line."""
