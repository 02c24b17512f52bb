"""Every place where the course is to work, and a check for each: `python -m tools` lists them."""
